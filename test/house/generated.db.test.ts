import { readdir, readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../src/platform/db/index.ts'
import { openTestDatabase } from '../../src/platform/db/testing.ts'
import { tableTypes } from '../../tools/table-types.ts'

const FOLDER = new URL('../../src/platform/db/', import.meta.url)

/** What stands in the sources, by path in src/platform/db. */
async function written(): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(new URL('tables/', FOLDER))).toSorted((a, b) => a.localeCompare(b))
  const paths = ['tables.ts', ...files.map((file) => `tables/${file}`)]
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(new URL(path, FOLDER), 'utf8')] as const)),
  )
}

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

test('the table types in the sources are those of the migrations (npm run generate)', async () => {
  expect(await tableTypes(database)).toEqual(await written())
})

test('a column that nobody generated types for is noticed', async () => {
  await database.pool.query('alter table identity.person add column planted text')
  expect(await tableTypes(database)).not.toEqual(await written())
})
