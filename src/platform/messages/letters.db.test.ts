import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Database } from '../db/index.ts'
import { openTestDatabase } from '../db/testing.ts'
import { createIds } from '../ids.ts'
import { type JobWorker, migrateJobs, startWorker } from '../jobs/index.ts'
import { silentLog } from '../log.ts'
import { createMessages, type Messages, type NewLetter } from './index.ts'
import { openTestMailServer, partsOf, type TestMailServer } from './testing.ts'

let database: Database
let server: TestMailServer
let worker: JobWorker | undefined
beforeAll(async () => {
  database = await openTestDatabase()
  await migrateJobs(database.pool, silentLog)
})
beforeEach(async () => {
  server = await openTestMailServer()
})
afterEach(async () => {
  await worker?.stop()
  worker = undefined
  await server.close()
})
afterAll(() => database.close())

const seal = (text: string) => Buffer.from(text).toString('base64')
const unseal = (sealed: string) => Buffer.from(sealed, 'base64').toString()

/** Messages of a node with this mail server, whose jobs run. */
async function open(smtpUrl: string | undefined): Promise<Messages> {
  const db = database.module<'messages'>()
  const messages = createMessages({
    db,
    clock: systemClock,
    ids: createIds(systemClock),
    publicUrl: 'http://nguon.test',
    smtpUrl,
    seal,
    unseal,
  })
  worker = await startWorker({ pool: database.pool, log: silentLog, tasks: messages.tasks, concurrency: 1 })
  return messages
}

const letter = (key: string): NewLetter => ({
  key,
  about: `test:${key}`,
  to: { email: 'quan-ly@cong-khac.test', name: 'Bên quản lý' },
  subject: 'Vấn đề ở nguồn',
  text: 'Ba bản ghi cần sửa.\nXem tệp kèm theo.',
})
const post = (messages: Messages, given: NewLetter) =>
  database
    .module<'messages'>()
    .transaction()
    .execute((tx) => messages.letters.post(tx, given))
const stateOf = async (messages: Messages, key: string) => (await messages.letters.about(`test:${key}`, 5))[0]
const secretsOf = async (key: string) =>
  database
    .module<'messages'>()
    .selectFrom('messages.letter')
    .select(['sealed_body', 'attachment'])
    .where('key', '=', key)
    .executeTakeFirst()

test('a letter arrives once with its text and its attachment, and nothing of it is kept', async () => {
  const messages = await open(server.url)
  const bytes = Buffer.from('PK\u0003\u0004 nội dung')
  await post(messages, { ...letter('mot'), attachment: { name: 'van-de.xlsx', bytes } })
  await post(messages, letter('mot'))
  await expect.poll(() => stateOf(messages, 'mot'), { timeout: 60_000 }).toMatchObject({ state: 'sent' })
  await post(messages, letter('mot'))
  expect(server.letters).toHaveLength(1)
  const [got] = server.letters
  if (!got) throw new Error('no letter')
  expect(got.to).toBe('quan-ly@cong-khac.test')
  expect(got.source).toMatch(/Message-ID: <[0-9a-f-]{36}@nguon\.test>/i)
  const [text, attached] = partsOf(got)
  expect(text).toContain('Ba bản ghi cần sửa.')
  expect(attached).toBe(bytes.toString('latin1'))
  expect(await secretsOf('mot')).toEqual({ sealed_body: null, attachment: null })
})

test('what waits is sealed: a link in it cannot be read from the database', async () => {
  const messages = await open(server.url)
  await worker?.stop()
  worker = undefined
  await post(messages, { ...letter('kin'), text: 'http://nguon.test/loi-moi/bi-mat' })
  expect((await secretsOf('kin'))?.sealed_body).toBe(seal('http://nguon.test/loi-moi/bi-mat'))
  expect(await stateOf(messages, 'kin')).toMatchObject({ state: 'waiting' })
})

test('a letter posted in a transaction that fails never leaves', async () => {
  const messages = await open(server.url)
  const failing = database
    .module<'messages'>()
    .transaction()
    .execute(async (tx) => {
      await messages.letters.post(tx, letter('khong'))
      throw new Error('rolled back')
    })
  await expect(failing).rejects.toThrow('rolled back')
  await post(messages, letter('sau'))
  await expect.poll(() => stateOf(messages, 'sau'), { timeout: 60_000 }).toMatchObject({ state: 'sent' })
  expect(await stateOf(messages, 'khong')).toBeUndefined()
})

test('an address the server refuses for good is said in its words, and tried anew when posted again', async () => {
  const messages = await open(server.url)
  server.answer = '550 no such user here'
  await post(messages, letter('sai'))
  await expect
    .poll(() => stateOf(messages, 'sai'), { timeout: 60_000 })
    .toMatchObject({ state: 'failed', reason: expect.stringContaining('550 no such user here') })
  expect(server.letters).toHaveLength(0)
  server.answer = '250 OK'
  await post(messages, letter('sai'))
  await expect.poll(() => stateOf(messages, 'sai'), { timeout: 60_000 }).toMatchObject({ state: 'sent' })
})

test('a server that is busy is asked again', async () => {
  const messages = await open(server.url)
  server.answer = '451 try later'
  await post(messages, letter('ban'))
  await expect
    .poll(() => stateOf(messages, 'ban'), { timeout: 60_000 })
    .toMatchObject({ state: 'waiting', reason: expect.stringContaining('451') })
  server.answer = '250 OK'
  await expect.poll(() => stateOf(messages, 'ban'), { timeout: 60_000 }).toMatchObject({ state: 'sent' })
}, 120_000)

test('without a mail server the letter is noted as unsent, without its words; with one it leaves', async () => {
  const without = await open(undefined)
  await post(without, letter('chua'))
  await post(without, letter('chua'))
  expect(await stateOf(without, 'chua')).toMatchObject({ state: 'no-mail' })
  expect(await secretsOf('chua')).toEqual({ sealed_body: null, attachment: null })
  await worker?.stop()
  const having = await open(server.url)
  await post(having, letter('chua'))
  await expect.poll(() => stateOf(having, 'chua'), { timeout: 60_000 }).toMatchObject({ state: 'sent' })
})
