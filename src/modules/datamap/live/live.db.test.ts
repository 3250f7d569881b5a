import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect, type Database } from '../../../platform/db/index.ts'
import { silentLog } from '../../../platform/log.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { emptyDatabase } from '../record.ts'
import { makeForeign } from './testing.ts'

const PASSWORD = 'Mật-khẩu-rất-riêng-9137'
const HOSTILE = `"; drop table x; --\n<img src=x onerror=alert(1)>`
const name = `live_${randomBytes(5).toString('hex')}`
const socketDir = inject('socketDir')
const PATIENCE_MS = 60_000

let app: TestApp
let foreign: Database
let resourceId: string
let changeId: string

beforeAll(async () => {
  foreign = await makeForeign(name, HOSTILE)
  app = await openTestApp({ env: { NGUON_LIVE_HOSTS: `${socketDir}, db.noi-bo.vn:5433` } })
  const record = {
    ...emptyDatabase('CSDL lao động'),
    items: [{ table: 'nguoi_dan', column: 'ho_ten', title: 'Tên do cán bộ đặt' }],
  }
  const officer = await app.actor('data_officer')
  const draft = await app.modules.datamap.createDatabase(officer, { agency: app.agencies.home, record })
  resourceId = draft.resourceId
  changeId = draft.id
})
afterAll(async () => {
  await app.close()
  await foreign.close()
  const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
  await admin.pool.query(`drop database ${name} with (force)`)
  await admin.pool.query(`drop role ${name}_doc`)
  await admin.close()
})

const connection = (more: object = {}) => ({
  engine: 'postgresql',
  host: socketDir,
  database: name,
  user: `${name}_doc`,
  password: PASSWORD,
  transport: 'plain',
  ...more,
})

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
async function call([method, path]: readonly [Method, string], payload?: object, headers = app.as('data_officer')) {
  const url = `/api/v1/databases/${resourceId}${path}`
  const answer = await app.http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, text: answer.body, body: (answer.body ? answer.json() : {}) as { code?: string } }
}

interface Shown {
  readonly readings: readonly {
    readonly state: string
    readonly report: {
      readonly mayWrite: string[]
      readonly tables: number
      readonly drift?: { readonly total: number }
    } | null
    readonly failure: { readonly code: string } | null
  }[]
  readonly columns: readonly {
    readonly table: string
    readonly column: string
    readonly personal?: { readonly kind: string; readonly grounds: string[] }
  }[]
}

/** Asks for a reading and waits until it has ended. */
async function readNow(): Promise<Shown> {
  expect((await call(['POST', '/readings'])).status).toBe(202)
  return ended()
}

async function ended(): Promise<Shown> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(50)) {
    const shown = (await call(['GET', '/readings'])).body as unknown as Shown
    if (!['waiting', 'reading'].includes(shown.readings[0]?.state ?? '')) return shown
  }
  throw new Error('the reading did not end')
}

async function stored(text: string): Promise<string> {
  const { rows } = await app.node.database.pool.query<{ all: string }>(text)
  return rows.map((row) => row.all).join('\n')
}

/** What stands in the inbox of the officer; telling comes after keeping. */
async function subjects(): Promise<readonly string[]> {
  const { rows } = await app.node.database.pool.query<{ subject: string }>(
    'select subject from messages.message where person_id = $1',
    [app.account('data_officer').id],
  )
  return rows.map(({ subject }) => subject)
}

describe('connecting', () => {
  test.each([
    [{ host: 'localhost' }, 'datamap.live-host-not-listed'],
    [{ host: 'db.noi-bo.vn' }, 'datamap.live-host-not-listed'],
    [{ host: '169.254.169.254' }, 'datamap.live-host-not-listed'],
    [{ host: socketDir, engine: 'mysql' }, 'datamap.live-host-not-listed'],
    [{ password: '' }, 'datamap.live-needs-password'],
  ])('%o is refused as %s', async (change, code) => {
    const answer = await call(['PUT', '/connection'], connection(change))
    expect([answer.status >= 400, answer.body.code]).toEqual([true, code])
  })

  test('reading before there is a connection is refused in words', async () => {
    expect((await call(['POST', '/readings'])).body.code).toBe('datamap.live-no-connection')
  })

  test('the password is sealed at rest and stands in no answer, page, event or evidence', async () => {
    expect((await call(['PUT', '/connection'], connection())).status).toBe(204)
    const { headers } = await app.signIn('data_officer')
    const page = await app.http.inject({
      url: `/lam-viec/ban-do/${resourceId}/doc-csdl`,
      headers: { ...headers, accept: 'text/html' },
    })
    expect(page.statusCode).toBe(200)
    const everywhere = [
      page.body,
      (await call(['GET', '/readings'])).text,
      await stored('select c::text as all from datamap.connection c'),
      await stored('select r::text as all from audit.record r'),
      await stored('select e::text as all from platform.event e'),
      await stored('select j.payload::text as all from graphile_worker._private_jobs j'),
    ]
    for (const text of everywhere) expect(text).not.toContain(PASSWORD)
    expect(everywhere[2]).toContain('v1.')
  })

  test('a stored password is not sent to another server, account or database', async () => {
    for (const change of [{ database: 'postgres' }, { user: 'nguon' }, { host: 'db.noi-bo.vn', port: 5433 }]) {
      expect((await call(['PUT', '/connection'], connection({ ...change, password: '' }))).body.code).toBe(
        'datamap.live-needs-password',
      )
    }
    expect((await call(['PUT', '/connection'], connection({ password: '', transport: 'plain' }))).status).toBe(204)
  })

  test('samples are allowed by the steward alone', async () => {
    const asked = connection({ sampling: true })
    expect((await call(['PUT', '/connection'], asked)).status).toBe(403)
    expect((await call(['PUT', '/connection'], asked, app.as('steward'))).status).toBe(204)
    // An officer may take it back, and cannot give it again.
    expect((await call(['PUT', '/connection'], connection())).status).toBe(204)
    expect((await call(['PUT', '/connection'], asked)).status).toBe(403)
  })

  test('who may not change the database learns nothing of it', async () => {
    for (const headers of [app.as('data_officer', 'other'), app.as('steward', 'other')]) {
      expect((await call(['GET', '/readings'], undefined, headers)).body.code).toBe('datamap.live-not-found')
      expect((await call(['PUT', '/connection'], connection(), headers)).status).toBe(404)
      expect((await call(['POST', '/readings'], undefined, headers)).status).toBe(404)
    }
    expect((await call(['GET', '/readings'], undefined, app.as('inspector'))).status).toBe(404)
  })
})

describe('reading', () => {
  test('finds the structure, suggests, and looks at no row unless allowed', async () => {
    const shown = await readNow()
    expect(shown.readings[0]).toMatchObject({ state: 'read', report: { mayWrite: [], tables: 3, sampled: false } })
    const personal = shown.columns
      .filter((column) => column.personal)
      .map(({ column, personal: hint }) => [column, hint?.kind])
    expect(personal).toEqual([
      ['so_cccd', 'identity'],
      ['ho_ten', 'name'],
      ['gioi_tinh', 'sex'],
    ])
    await call(['PUT', '/connection'], connection({ sampling: true }), app.as('steward'))
    const sampled = await readNow()
    expect(sampled.readings[0]).toMatchObject({ report: { sampled: true, drift: { total: 0 } } })
    expect(sampled.columns.find(({ column }) => column === 'ho_ten')?.personal?.grounds).toContain('sample')
    const kept = await stored('select found::text as all from datamap.reading where found is not null')
    expect(kept).not.toContain('Nguyễn')
    expect(kept).not.toContain('0010990')
  })

  test('becomes items of the draft, beside what the officer wrote', async () => {
    const taken = await call(['POST', '/readings/take'])
    expect(taken.body).toMatchObject({ changeId, added: 6, completed: 1, gone: 0, left: 0 })
    const { rows } = await app.node.database.pool.query<{
      items: { column: string; title: string; share?: string; personal?: string; codeList?: string }[]
    }>('select items from datamap.draft where change_id = $1', [changeId])
    const items = rows[0]?.items ?? []
    expect(items[0]).toMatchObject({ column: 'ho_ten', title: 'Tên do cán bộ đặt', type: 'text' })
    expect(items.find(({ column }) => column === 'gioi_tinh')?.codeList).toBe('Danh mục giới tính')
    expect(items.every(({ share }) => share === undefined)).toBe(true)
    expect((await call(['POST', '/readings/take'])).body).toMatchObject({ added: 0, completed: 0 })
  })

  test('again tells what changed, in the report and in the inbox', async () => {
    await foreign.pool.query(
      'alter table nguoi_dan drop column cot_la, add column ngay_sinh date; create table moi (a int primary key)',
    )
    await foreign.pool.query(`grant select on moi to ${name}_doc`)
    const shown = await readNow()
    expect(shown.readings[0]?.report?.drift).toMatchObject({
      total: 3,
      counts: { 'column-added': 1, 'column-removed': 1, 'table-added': 1 },
    })
    await expect.poll(subjects).toContain('Cấu trúc đã đổi: CSDL lao động')
  })

  test('with an account that can write warns by the rights it has', async () => {
    await foreign.pool.query(`grant insert, delete on nguoi_dan to ${name}_doc`)
    const shown = await readNow()
    expect(shown.readings[0]?.report?.mayWrite).toEqual(['INSERT', 'DELETE'])
    await expect.poll(subjects).toContain('Tài khoản đọc có quyền ghi: CSDL lao động')
  })

  test('that fails leaves the last result and says what to do', async () => {
    await foreign.pool.query(`alter role ${name}_doc nologin`)
    const shown = await readNow()
    await foreign.pool.query(`alter role ${name}_doc login`)
    expect(shown.readings[0]).toMatchObject({ state: 'failed', failure: { code: 'schema-reader.wrong-account' } })
    expect(shown.columns.length).toBeGreaterThan(5)
    expect(app.problems).toEqual([])
  })

  test('shows hostile names as text on the page', async () => {
    const { headers } = await app.signIn('data_officer')
    const { body } = await app.http.inject({
      url: `/lam-viec/ban-do/${resourceId}/doc-csdl`,
      headers: { ...headers, accept: 'text/html' },
    })
    expect(body).not.toContain('<img src=x')
    expect(body).toContain('&lt;img src=x onerror=alert(1)>')
  })

  test('asked twice is one reading', async () => {
    const lock = await foreign.pool.connect()
    await lock.query('begin; lock table pg_catalog.pg_constraint in access exclusive mode')
    const [one, two] = await Promise.all([call(['POST', '/readings']), call(['POST', '/readings'])])
    await lock.query('rollback')
    lock.release()
    expect((one.body as { id?: string }).id).toBe((two.body as { id?: string }).id)
    await ended()
  })
})

describe('reading by the clock', () => {
  const setEvery = (every: string, headers = app.as('steward')) =>
    call(['PUT', '/connection/schedule'], { every }, headers)
  const kept = async () => {
    const { rows } = await app.node.database.pool.query<{ next_at: Date | null; drift: number }>(
      'select every, next_at, failures, stopped_at, drift from datamap.connection',
    )
    return rows[0]
  }
  /** Lets the time of the next reading come, and waits until it has ended. */
  async function nextComes(): Promise<void> {
    await app.node.database.pool.query(
      `update datamap.connection set next_at = now() - interval '1 minute' where next_at is not null`,
    )
    expect(await app.modules.datamap.readDueDatabases()).toBe(1)
    await ended()
  }

  test('is set by the steward alone', async () => {
    expect((await setEvery('weekly', app.as('data_officer'))).status).toBe(403)
    expect((await setEvery('weekly', app.as('steward', 'other'))).status).toBe(404)
    expect((await setEvery('hourly')).status).toBe(400)
    expect((await setEvery('weekly')).status).toBe(204)
    expect(await kept()).toMatchObject({ every: 'weekly', next_at: expect.any(Date) })
  })

  test('reads when its time has come, once, and what changed waits until it was seen', async () => {
    await foreign.pool.query('alter table moi add column b int, add column c int')
    await app.node.database.pool.query('update datamap.connection set drift = 0')
    const asked = await Promise.all([app.modules.datamap.readDueDatabases(), app.modules.datamap.readDueDatabases()])
    expect(asked.toSorted((one, other) => one - other)).toEqual([0, 1])
    await expect.poll(async () => (await kept())?.drift, { timeout: PATIENCE_MS }).toBe(2)
    expect(((await kept())?.next_at?.getTime() ?? 0) - Date.now()).toBeGreaterThan(6 * 86_400_000)
    const { headers, csrf } = await app.signIn('data_officer')
    const accept = 'text/html'
    const get = async (url: string) => (await app.http.inject({ url, headers: { ...headers, accept } })).body
    expect(await get('/lam-viec/ban-do?tinh=cau-truc')).toContain('Cấu trúc đổi 2 chỗ')
    // A later reading without a change does not hide what nobody has seen.
    await nextComes()
    expect(await get(`/lam-viec/ban-do/${resourceId}/doc-csdl`)).toContain('2 thay đổi cấu trúc chưa ai xem')
    const see = (seen: number) =>
      app.http.inject({
        method: 'POST',
        url: `/lam-viec/ban-do/${resourceId}/doc-csdl/da-xem`,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: `_csrf=${encodeURIComponent(csrf)}&seen=${seen}`,
      })
    expect([(await see(1)).statusCode, (await see(2)).statusCode]).toEqual([400, 303])
    expect(await get('/lam-viec/ban-do?tinh=cau-truc')).not.toContain('Cấu trúc đổi 2 chỗ')
  })

  test('is given up after three failures in a row and goes on once a reading succeeds', async () => {
    await foreign.pool.query(`alter role ${name}_doc nologin`)
    for (const failures of [1, 2]) {
      await nextComes()
      expect(await kept()).toMatchObject({ failures, stopped_at: null })
    }
    await nextComes()
    expect(await kept()).toMatchObject({ failures: 3, stopped_at: expect.any(Date), next_at: null })
    await expect.poll(subjects).toContain('Đã dừng đọc theo lịch: CSDL lao động')
    expect(await app.modules.datamap.readDueDatabases()).toBe(0)
    // Failures by hand are for the officer who pressed the button.
    await readNow()
    expect(await kept()).toMatchObject({ failures: 3 })
    await foreign.pool.query(`alter role ${name}_doc login`)
    await readNow()
    expect(await kept()).toMatchObject({ failures: 0, stopped_at: null, next_at: expect.any(Date) })
  })

  test('a connection saved anew is tried again, and switched off it is never read', async () => {
    await app.node.database.pool.query('update datamap.connection set stopped_at = now(), next_at = null, failures = 3')
    await call(['PUT', '/connection'], connection({ password: '' }))
    expect(await kept()).toMatchObject({ stopped_at: null, failures: 0, next_at: expect.any(Date) })
    expect((await setEvery('off')).status).toBe(204)
    expect(await kept()).toMatchObject({ every: 'off', next_at: null })
    expect(await app.modules.datamap.readDueDatabases()).toBe(0)
  })
})

test('a removed connection takes its password with it', async () => {
  expect((await call(['DELETE', '/connection'])).status).toBe(204)
  expect(await stored('select secret as all from datamap.connection')).toBe('')
  expect((await call(['POST', '/readings'])).body.code).toBe('datamap.live-no-connection')
})
