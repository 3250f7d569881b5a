import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../db/database.ts'
import { openTestDatabase } from '../db/testing.ts'
import { silentLog } from '../log.ts'
import { announce, follow, listenForEvents, readEvents, START, type StoredEvent } from './index.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())

const say = (type: string) => ({ type, version: 1, resourceId: undefined, payload: { type } })

test('a follower never passes an event of a transaction that commits late', async () => {
  const db = database.module<'platform'>()
  const slow = await db.startTransaction().execute()
  await announce(slow, say('slow'))
  await db.transaction().execute((tx) => announce(tx, say('quick')))
  expect(await readEvents(database.pool, START)).toEqual([])
  await slow.commit().execute()
  // Transactions of other databases on the server, such as those of other test files, hold events back too.
  const types = async () => (await readEvents(database.pool, START)).map((event) => event.type)
  await expect.poll(types, { timeout: 60_000 }).toEqual(['slow', 'quick'])
})

test('a batch that fails is handled again and nothing is skipped', async () => {
  const db = database.module<'platform'>()
  const wake = await listenForEvents(database.pool, silentLog)
  const seen: string[] = []
  let failures = 2
  const following = follow(
    database.pool,
    {
      name: 'test',
      load: () => Promise.resolve(START),
      save: () => Promise.resolve(),
      handle: (events: readonly StoredEvent[]) => {
        if (failures-- > 0) return Promise.reject(new Error('not now'))
        seen.push(...events.map((event) => event.type))
        return Promise.resolve()
      },
    },
    { log: silentLog, wake },
  )
  await db.transaction().execute((tx) => announce(tx, say('late')))
  await following.caughtUp()
  expect(seen).toEqual(['slow', 'quick', 'late'])
  await following.stop()
  await wake.stop()
})

test('to be caught up means to have what was committed before, also while an older transaction runs on', async () => {
  const db = database.module<'platform'>()
  const wake = await listenForEvents(database.pool, silentLog)
  const seen: string[] = []
  const following = follow(
    database.pool,
    {
      name: 'test-patience',
      load: () => Promise.resolve(START),
      save: () => Promise.resolve(),
      handle: (events) => {
        seen.push(...events.map((event) => event.type))
        return Promise.resolve()
      },
    },
    { log: silentLog, wake },
  )
  await following.caughtUp()
  const older = await db.startTransaction().execute()
  await announce(older, say('older'))
  await db.transaction().execute((tx) => announce(tx, say('newer')))
  let isCaughtUp = false
  const caughtUp = following.caughtUp().then(() => {
    isCaughtUp = true
  })
  await sleep(200)
  expect(isCaughtUp).toBe(false)
  await older.commit().execute()
  await caughtUp
  expect(seen.slice(-2)).toEqual(['older', 'newer'])
  await following.stop()
  await wake.stop()
})
