import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAudit, startSealer } from '../../platform/audit/index.ts'
import { testSealPath, testSigner } from '../../platform/audit/testing.ts'
import type { Database } from '../../platform/db/index.ts'
import { openTestDatabase } from '../../platform/db/testing.ts'
import { createHttp, type Http } from '../../platform/http/index.ts'
import { migrateJobs, startWorker } from '../../platform/jobs/index.ts'
import { silentLog } from '../../platform/log.ts'
import { type Actor, agencyIdOf, bindActor, visitorActor } from '../identity/index.ts'
import { createTestIdentity, type TestIdentity } from '../identity/testing.ts'
import { type AuditModule, createAuditModule } from './index.ts'
import { hasSentence } from './sentences.ts'

const signer = testSigner()
const resource = '0190a000-0000-7000-8000-000000000001'
let database: Database
let identity: TestIdentity
let audit: AuditModule
let http: Http
let sealPath: string
let current: Actor = visitorActor()
const people: Record<string, Actor> = {}

beforeAll(async () => {
  database = await openTestDatabase()
  await migrateJobs(database.pool, silentLog)
  identity = await createTestIdentity(database)
  sealPath = await testSealPath()
  const { agencies } = identity.deps
  audit = createAuditModule({
    database,
    clock: identity.clock,
    log: silentLog,
    agencies,
    people: { names: () => Promise.resolve(new Map()), holders: () => Promise.resolve([]) },
    sealPath,
    publicKey: signer.publicKey,
  })
  people['finance'] = await identity.person('thanh.tra@mof.test', [['inspector', 'G12']])
  people['health'] = await identity.person('thanh.tra@moh.test', [['inspector', 'G18']])
  people['officer'] = await identity.person('can.bo@mof.test', [['data_officer', 'G12']])
  http = await createHttp({
    trustProxy: false,
    secure: false,
    log: pino({ level: 'error' }),
    formKey: Buffer.from('key'),
    renderError: (_failure) => 'lỗi',
    withoutForm: () => true,
  })
  bindActor(http, () => Promise.resolve(current))
  audit.routes(http)
  await http.ready()
  await database.pool.query(`alter table audit.record disable trigger user; truncate audit.record restart identity`)
  for (const [code, action] of [
    ['G12.18', 'catalog.change.submitted'],
    ['G12', 'catalog.change.published'],
    ['G18', 'catalog.draft.saved'],
    [undefined, 'codes.list.loaded'],
  ] as const) {
    await database
      .module<'audit'>()
      .transaction()
      .execute((tx) =>
        recordAudit(tx, {
          action,
          actor: { kind: 'person', id: undefined, name: '=HYPERLINK("x") Nguyễn "A"' },
          agencyId: code && agencyIdOf(code),
          basis: '12/QĐ-BTC',
          ...(code === 'G12' ? { resource: { kind: 'dataset', id: resource, version: 2 } } : {}),
        }),
      )
  }
})
afterAll(async () => {
  await http.close()
  await database.close()
})

async function get(who: string | undefined, url: string) {
  current = (who && people[who]) || visitorActor()
  return http.inject({ url })
}
const actionsSeenBy = async (who: string, query = '') => {
  const { records } = (await get(who, `/api/v1/audit/records?${query}`)).json<{ records: { action: string }[] }>()
  return records.map((record) => record.action)
}

test('an inspector sees the agencies below and what belongs to the node, nobody else’s', async () => {
  expect(await actionsSeenBy('finance')).toEqual([
    'codes.list.loaded',
    'catalog.change.published',
    'catalog.change.submitted',
  ])
  expect(await actionsSeenBy('health')).toEqual(['codes.list.loaded', 'catalog.draft.saved'])
})

test.each([
  '/api/v1/audit/records',
  '/api/v1/audit/export',
  '/quan-tri/nhat-ky',
  `/quan-tri/nhat-ky/tai-nguyen/${resource}`,
])('%s is closed to visitors and to officers who are no inspectors', async (url) => {
  expect((await get(undefined, url)).statusCode).toBe(401)
  expect((await get('officer', url)).statusCode).toBe(403)
})

test('filters narrow by agency with its units, resource, room, person and day', async () => {
  expect(await actionsSeenBy('finance', 'agency=G12.18')).toEqual(['catalog.change.submitted'])
  expect(await actionsSeenBy('finance', `resource=${resource}`)).toEqual(['catalog.change.published'])
  expect(await actionsSeenBy('finance', 'action=codes')).toEqual(['codes.list.loaded'])
  expect(await actionsSeenBy('finance', 'action=catalog.change.published')).toEqual(['catalog.change.published'])
  expect(await actionsSeenBy('finance', 'actor=nguyễn')).toHaveLength(3)
  expect(await actionsSeenBy('finance', 'actor=%25')).toEqual([])
  expect(await actionsSeenBy('finance', 'to=2020-01-01')).toEqual([])
  expect(await actionsSeenBy('health', 'agency=G12')).toEqual([])
})

test('a day that does not exist and an unknown agency are told, not guessed', async () => {
  expect((await get('finance', '/api/v1/audit/records?from=2026-02-31x')).statusCode).toBe(400)
  expect((await get('finance', '/api/v1/audit/records?agency=ZZ')).statusCode).toBe(404)
})

test('an export holds the same rows, is safe in a spreadsheet, and is evidence itself', async () => {
  const csv = await get('health', '/api/v1/audit/export?format=csv&action=catalog')
  const [head, ...lines] = csv.body.trimEnd().split('\r\n')
  expect(head).toBe(
    '\ufeffid,seq,at,action,actorKind,actorId,actorName,standsInFor,agencyId,resourceKind,resourceId,resourceVersion,basis,requestId,details',
  )
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(`"'=HYPERLINK(""x"") Nguyễn ""A"""`)
  const ndjson = await get('health', '/api/v1/audit/export?format=ndjson&action=catalog')
  expect(
    ndjson.body
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { action: string }).action),
  ).toEqual(['catalog.draft.saved'])
  expect(await actionsSeenBy('health', 'action=audit.record.exported')).toHaveLength(2)
})

test('the viewer says records in Vietnamese sentences and escapes what people wrote', async () => {
  const { body, statusCode } = await get('finance', '/quan-tri/nhat-ky')
  expect(statusCode).toBe(200)
  expect(body).toContain('duyệt và công bố')
  expect(body).toContain('Cục Thống kê')
  expect(body).toContain('đang chờ')
  expect(body).toContain('=HYPERLINK(&quot;x&quot;)')
  expect((await get('finance', `/quan-tri/nhat-ky/tai-nguyen/${resource}`)).body).toContain('phiên bản 2')
})

test('asking for a check runs it, and the viewer shows what it found', async () => {
  const sealer = startSealer({ pool: database.pool, path: sealPath, signer, clock: identity.clock, log: silentLog })
  await sealer.caughtUp()
  await sealer.stop()
  current = people['finance'] ?? visitorActor()
  const asked = await http.inject({ method: 'POST', url: '/quan-tri/nhat-ky/kiem-tra' })
  expect(asked.headers.location).toBe('/quan-tri/nhat-ky?kiem-tra=1')
  await database.pool.query(`set session_replication_role = replica;
    update audit.record set basis = 'khác' where id = 2; set session_replication_role = origin`)
  const worker = await startWorker({ pool: database.pool, log: silentLog, tasks: audit.tasks })
  for (let tries = 0; tries < 200; tries++) {
    const { rowCount } = await database.pool.query('select 1 from audit.verification')
    if (rowCount) break
    await new Promise((done) => setTimeout(done, 50))
  }
  await worker.stop()
  expect((await get('finance', '/quan-tri/nhat-ky')).body).toContain('1 chỗ sai')
})

test('anybody may see the last seal and which agencies work without a second approver', async () => {
  await database.pool.query(`update identity.agency set four_eyes = false where code = 'G18'`)
  identity.deps.agencies.forget?.()
  const facts = (await get(undefined, '/api/v1/transparency')).json<{
    seal: { publicKey: string }
    withoutFourEyes: unknown
  }>()
  expect(facts.seal.publicKey).toBe(signer.publicKey)
  expect(facts.withoutFourEyes).toEqual([{ code: 'G18', name: 'Bộ Y tế' }])
  const page = (await get(undefined, '/minh-bach')).body
  expect(page).toContain('Bộ Y tế')
  expect(page).toContain(signer.publicKey)
})

test('every action the program records has its sentence', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  const files = (await readdir(root, { recursive: true })).filter((name) => /(?<!\.test|testing)\.tsx?$/.test(name))
  const missing = new Set<string>()
  for (const name of files) {
    const text = await readFile(join(root, name), 'utf8')
    if (!text.includes('recordAudit(')) continue
    for (const [line] of text.matchAll(/action: .*/g)) {
      for (const [, action] of line.matchAll(/'([a-z]+\.[a-z-]+\.[a-z-]+)'/g)) {
        if (action && !hasSentence(action)) missing.add(action)
      }
    }
  }
  expect([...missing]).toEqual([])
})
