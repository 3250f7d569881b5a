import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Database } from '../db/index.ts'
import { openTestDatabase } from '../db/testing.ts'
import { createIds } from '../ids.ts'
import { createMessages, type Messages } from './index.ts'

const AN = { personId: '00000000-0000-7000-8000-000000000001', email: 'an@nguon.test', name: 'An' }
const BINH = { personId: '00000000-0000-7000-8000-000000000002', email: 'binh@nguon.test', name: 'Bình' }

let database: Database
let messages: Messages
beforeAll(async () => {
  database = await openTestDatabase()
  const db = database.module<'messages'>()
  messages = createMessages({
    db,
    clock: systemClock,
    ids: createIds(systemClock),
    publicUrl: 'http://nguon.test',
    smtpUrl: undefined,
    seal: (text) => text,
    unseal: (sealed) => sealed,
  })
})
afterAll(() => database.close())

const told = { key: 'lan-1', subject: 'Chờ duyệt', body: 'Một bản chờ duyệt.', href: '/lam-viec' }

test('an occasion told twice makes one message for each person', async () => {
  await messages.tell([
    { to: AN, ...told },
    { to: BINH, ...told },
  ])
  await messages.tell([{ to: AN, ...told }])
  expect(await messages.inbox(AN.personId)).toMatchObject([{ subject: 'Chờ duyệt', read: false }])
  expect(await messages.unread(BINH.personId)).toBe(1)
})

test('nobody marks the messages of another as read', async () => {
  const [own] = await messages.inbox(AN.personId)
  await messages.markRead(BINH.personId, own?.id)
  expect(await messages.unread(AN.personId)).toBe(1)
  await messages.markRead(AN.personId, own?.id)
  expect(await messages.unread(AN.personId)).toBe(0)
})

test('all messages of a person can be marked at once', async () => {
  await messages.tell([
    { to: AN, ...told, key: 'lan-2' },
    { to: AN, ...told, key: 'lan-3' },
  ])
  await messages.markRead(AN.personId)
  expect((await messages.inbox(AN.personId)).every(({ read }) => read)).toBe(true)
})
