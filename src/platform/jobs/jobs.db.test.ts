import Type from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../db/database.ts'
import { openTestDatabase } from '../db/testing.ts'
import { silentLog } from '../log.ts'
import { cancelJob, defineTask, enqueue, migrateJobs, startWorker, type TaskKind, unlockDead } from './index.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
  await migrateJobs(database.pool, silentLog)
})
afterAll(() => database.close())

const note = {
  name: 'test.note',
  version: 1,
  schema: Type.Object({ word: Type.String() }),
  retry: { attempts: 3 },
} satisfies TaskKind

/** Resolves with the words once the last of them came by. */
function listen(last: string) {
  const words: string[] = []
  let done: (words: string[]) => void = () => {}
  const all = new Promise<string[]>((resolve) => {
    done = resolve
  })
  const hear = (word: string) => {
    words.push(word)
    if (word === last) done(words)
  }
  return { hear, all }
}

const inTransaction = <T>(work: (tx: ReturnType<typeof database.module<'platform'>>) => Promise<T>) =>
  database.module<'platform'>().transaction().execute(work)

test('a job runs if its transaction commits and never if it is rolled back', async () => {
  await inTransaction(async (tx) => {
    await enqueue(tx, note, { payload: { word: 'never' } })
    throw new Error('rolled back')
  }).catch(() => undefined)
  await inTransaction((tx) => enqueue(tx, note, { payload: { word: 'kept' } }))
  const heard = listen('kept')
  const task = defineTask(note, ({ word }) => Promise.resolve(heard.hear(word)))
  const worker = await startWorker({ pool: database.pool, log: silentLog, tasks: [task], concurrency: 1 })
  expect(await heard.all).toEqual(['kept'])
  await worker.stop()
})

test('jobs with the same key become one, and a cancelled one does not run', async () => {
  await inTransaction(async (tx) => {
    await enqueue(tx, note, { payload: { word: 'first' }, key: 'same' })
    await enqueue(tx, note, { payload: { word: 'second' }, key: 'same' })
    await enqueue(tx, note, { payload: { word: 'cancelled' }, key: 'other' })
    await cancelJob(tx, 'other')
    await enqueue(tx, note, { payload: { word: 'end' }, runAt: new Date() })
  })
  const heard = listen('end')
  const task = defineTask(note, ({ word }) => Promise.resolve(heard.hear(word)))
  const worker = await startWorker({ pool: database.pool, log: silentLog, tasks: [task], concurrency: 1 })
  expect(await heard.all).toEqual(['second', 'end'])
  await worker.stop()
})

test('a failed job is tried again and knows its attempt', async () => {
  await inTransaction((tx) => enqueue(tx, note, { payload: { word: 'again' } }))
  const heard = listen('2')
  const task = defineTask(note, (_payload, { attempt }) => {
    heard.hear(String(attempt))
    return attempt === 1 ? Promise.reject(new Error('not yet')) : Promise.resolve()
  })
  const worker = await startWorker({ pool: database.pool, log: silentLog, tasks: [task], concurrency: 1 })
  expect(await heard.all).toEqual(['1', '2'])
  await worker.stop()
})

test('stopping waits for the job that runs and leaves no heartbeat', async () => {
  await inTransaction((tx) => enqueue(tx, note, { payload: { word: 'slow' } }))
  let finished = false
  const started = Promise.withResolvers<void>()
  const task = defineTask(note, async () => {
    started.resolve()
    await new Promise((done) => setTimeout(done, 200))
    finished = true
  })
  const worker = await startWorker({ pool: database.pool, log: silentLog, tasks: [task], concurrency: 1 })
  await started.promise
  await worker.stop()
  expect(finished).toBe(true)
  const { rows } = await database.pool.query('select worker_id from platform.worker_heartbeat')
  expect(rows).toEqual([])
})

test('the jobs of a dead worker are given back, those of a living or a new one are not', async () => {
  for (const key of ['dead', 'living', 'new']) {
    await inTransaction((tx) => enqueue(tx, note, { payload: { word: key }, key }))
  }
  await database.pool.query(`
    update graphile_worker._private_jobs set locked_by = 'pool-' || key,
      locked_at = now() - case when key = 'new' then interval '2 seconds' else interval '5 minutes' end`)
  await database.pool.query(`insert into platform.worker_heartbeat (worker_id) values ('pool-living')`)
  expect(await unlockDead(database.pool)).toEqual(['pool-dead'])
  const { rows } = await database.pool.query<{ key: string }>(
    'select key from graphile_worker._private_jobs where locked_by is not null order by key',
  )
  expect(rows.map((row) => row.key)).toEqual(['living', 'new'])
})

test('a payload that is not what the task expects is refused before it reaches the queue', async () => {
  const wrong = { word: 7 } as unknown as { word: string }
  await expect(inTransaction((tx) => enqueue(tx, note, { payload: wrong }))).rejects.toThrow(/test\.note:1.*\/word/)
})

test('a schedule with an unknown field is refused at the start', async () => {
  const schedules = [{ task: note, at: '61 * * * *' }]
  await expect(startWorker({ pool: database.pool, log: silentLog, tasks: [], schedules })).rejects.toThrow(/./)
})
