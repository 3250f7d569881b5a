import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db/index.ts'
import { openTestDatabase } from '../../src/platform/db/testing.ts'
import { tableTypes } from '../../tools/table-types.ts'

const FILE = new URL('../../src/platform/db/tables.ts', import.meta.url)

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('the table types in the sources are those of the migrations (npm run generate)', async () => {
  expect(await tableTypes(database)).toBe(await readFile(FILE, 'utf8'))
})

test('a column that nobody generated types for is noticed', async () => {
  await database.pool.query('alter table identity.person add column planted text')
  expect(await tableTypes(database)).not.toBe(await readFile(FILE, 'utf8'))
})
