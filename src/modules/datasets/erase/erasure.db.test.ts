import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ModuleOptions } from '../../../modules.ts'
import { startSealer, verifySeals } from '../../../platform/audit/index.ts'
import { testSealPath, testSigner } from '../../../platform/audit/testing.ts'
import { systemClock } from '../../../platform/clock.ts'
import { silentLog } from '../../../platform/log.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import { type Officer, officerOf } from '../testing.ts'
import { removeErased } from './remove-erased.ts'
import type { SeenErasure } from './view-erasure.ts'

let app: TestApp
let officer: Officer
let onStep: ModuleOptions['step']
beforeAll(async () => {
  app = await openTestApp({ step: (name) => onStep?.(name) })
  officer = officerOf(app)
})
afterAll(() => app.close())

const SECRET = 'Nguyễn Văn Bí Mật'
const WHY = { reason: 'Bảng lộ tên người nhận trợ cấp', basis: 'Luật 91/2025/QH15, Điều 4' }
let made = 0

/** A dataset of two versions, the first of which holds what must go. */
async function datasetOfTwoVersions() {
  const mark = ++made
  const first = await app.publishText(
    `dot-${mark}.csv`,
    `Họ tên,Xã,Số\n${SECRET} ${mark},Phú Lộc,1\nLê A,Ba Đình,2\n`,
    {
      title: `Danh sách thử ${mark}`,
    },
  )
  const begun = await officer.ask('POST', `/api/v1/datasets/${first.id}/changes`)
  const changeId = String(begun.body['id'])
  await officer.addFile(changeId, {
    name: `dot-${mark}b.csv`,
    bytes: `Họ tên,Xã,Số\nTrần B ${mark},Vinh,3\nLê C,Huế,4\n`,
  })
  await officer.untilRead(changeId)
  await app.modules.catalog.submitChange(await app.actor('data_officer'), changeId)
  await app.modules.catalog.approveChange(await app.actor('approver'), { changeId, decision: { text: 'Thử' } })
  const { reader } = app.modules.datasets
  const held = await reader.current(first.id)
  const versions = (await Promise.all(held.map((item) => reader.versions(item.distribution.id)))).flat()
  return { id: first.id, slug: first.slug, tableId: first.tableIds[0] ?? '', versions }
}

type TwoVersions = Awaited<ReturnType<typeof datasetOfTwoVersions>>

const post = (role: 'steward' | 'approver' | 'data_officer', url: string, payload: object) =>
  app.http.inject({ method: 'POST', url, headers: app.as(role), payload })

async function askFor(dataset: TwoVersions, number: number) {
  const sources = dataset.versions.filter((version) => version.number === number).map((version) => version.sourceId)
  const asked = await post('steward', `/api/v1/datasets/${dataset.id}/erasures`, {
    versions: [],
    sources: [...new Set(sources)],
    ...WHY,
  })
  expect(asked.statusCode, asked.body).toBe(201)
  return asked.json<SeenErasure>()
}

async function untilRemoved(id: string): Promise<SeenErasure> {
  for (let turn = 0; turn < 400; turn++, await sleep(50)) {
    const list = await app.http.inject({ url: '/api/v1/erasures?state=done', headers: app.as('steward') })
    const found = list.json<{ erasures: SeenErasure[] }>().erasures.find((item) => item.id === id)
    if (found?.removed_at) return found
  }
  throw new Error(`not removed: ${app.problems.join('')}`)
}

async function erase(dataset: TwoVersions, number: number): Promise<SeenErasure> {
  const { id } = await askFor(dataset, number)
  const confirmed = await post('approver', `/api/v1/erasures/${id}/confirm`, { text: '12/QĐ-STTTT' })
  expect(confirmed.statusCode, confirmed.body).toBe(200)
  return untilRemoved(id)
}

const bytesOf = (dataset: TwoVersions, number: number) =>
  dataset.versions.filter((version) => version.number === number).map((version) => version.digest)

async function presence(digests: readonly string[]): Promise<readonly boolean[]> {
  return Promise.all(digests.map((digest) => app.node.objects.has(digest)))
}

test('what is erased by decision is gone from the disk, the other version is untouched', async () => {
  const dataset = await datasetOfTwoVersions()
  expect(await presence(bytesOf(dataset, 1))).toEqual([true, true])
  const seen = await erase(dataset, 1)
  expect(seen).toMatchObject({ state: 'done', kept: [], decision: '12/QĐ-STTTT', ...WHY })
  expect(await presence(bytesOf(dataset, 1))).toEqual([false, false])
  expect(await presence(bytesOf(dataset, 2))).toEqual([true, true])
  const now = await app.http.inject(`/api/v1/tables/${dataset.tableId}/rows`)
  expect(now.json()).toMatchObject({ version: 2, total: 2 })
})

test('readers of an erased version get 410 with the reason', async () => {
  const dataset = await datasetOfTwoVersions()
  await erase(dataset, 1)
  for (const url of [
    `/api/v1/tables/${dataset.tableId}/rows?version=1`,
    `/api/v1/tables/${dataset.tableId}/download?version=1&format=parquet`,
  ]) {
    const answer = await app.http.inject(url)
    expect(answer.statusCode, answer.body).toBe(410)
    expect(answer.json()).toMatchObject({ code: 'datasets.erased', ...WHY })
  }
})

test('an erased current version leaves the summary that search shows, and its page', async () => {
  const dataset = await datasetOfTwoVersions()
  await erase(dataset, 2)
  const rows = await app.http.inject(`/api/v1/tables/${dataset.tableId}/rows`)
  expect(rows.statusCode).toBe(410)
  const resource = await app.modules.catalog.reader.resource(dataset.id)
  expect(resource?.summary).toMatchObject({ tables: 0, formats: [], words: [] })
  const page = await app.http.inject({ url: `/bo-du-lieu/${dataset.slug}`, headers: { accept: 'text/html' } })
  expect(page.statusCode, app.problems.join('')).toBe(200)
  expect(page.body).not.toContain('Trần B')
})

test('nothing in the database quotes the erased file any more, digests and names of columns stay', async () => {
  const dataset = await datasetOfTwoVersions()
  const quotes = async () => {
    const { rows } = await app.node.database.pool.query<{ found: number }>(
      `select ((select count(*) from datasets.version v where v.resource_id = $1 and to_jsonb(v)::text like $2)
         + (select count(*) from datasets.source s where s.resource_id = $1 and to_jsonb(s)::text like $2))::integer as found`,
      [dataset.id, `%${SECRET}%`],
    )
    return rows[0]?.found
  }
  expect(await quotes()).toBeGreaterThan(0)
  await erase(dataset, 1)
  expect(await quotes()).toBe(0)
  const [erased] = (await app.modules.datasets.reader.versions(dataset.tableId)).filter((version) => version.erasure)
  expect(erased?.digest).toMatch(/^sha256:/)
  expect(erased?.columns.map((column) => column.title)).toEqual(['Họ tên', 'Xã', 'Số'])
})

test('bytes that something else uses stay, and that is said', async () => {
  const text = 'Mã,Tên\n1,Chung\n2,Riêng\n'
  const one = await app.publishText('chung.csv', text, { title: 'Một bản của bảng chung' })
  const two = await app.publishText('chung.csv', text, { title: 'Hai bản của bảng chung' })
  const held = await app.modules.datasets.reader.current(one.id)
  const asked = await post('steward', `/api/v1/datasets/${one.id}/erasures`, {
    versions: held.map((item) => item.version.id),
    sources: [],
    ...WHY,
  })
  const { id } = asked.json<SeenErasure>()
  await post('approver', `/api/v1/erasures/${id}/confirm`, { text: '' })
  const seen = await untilRemoved(id)
  expect(seen.kept.length).toBe(2)
  expect(await presence(held.map((item) => item.version.digest))).toEqual([true, true])
  expect((await app.http.inject(`/api/v1/tables/${two.tableIds[0]}/rows`)).statusCode).toBe(200)
  expect((await app.http.inject(`/api/v1/tables/${one.tableIds[0]}/rows`)).statusCode).toBe(410)
})

test('only the steward asks, only an approver decides, and only once', async () => {
  const dataset = await datasetOfTwoVersions()
  const wish = { versions: [dataset.versions[0]?.id], sources: [], ...WHY }
  expect((await post('approver', `/api/v1/datasets/${dataset.id}/erasures`, wish)).statusCode).toBe(403)
  const { id } = await askFor(dataset, 1)
  expect((await post('steward', `/api/v1/erasures/${id}/confirm`, { text: '' })).statusCode).toBe(403)
  const twice = await post('steward', `/api/v1/datasets/${dataset.id}/erasures`, {
    versions: dataset.versions.filter((version) => version.number === 1).map((version) => version.id),
    sources: [],
    ...WHY,
  })
  expect(twice.json()).toMatchObject({ code: 'datasets.erasure-asked' })
  expect((await post('approver', `/api/v1/erasures/${id}/refuse`, { text: '' })).statusCode).toBe(400)
  const refused = await post('approver', `/api/v1/erasures/${id}/refuse`, { text: 'Không đủ căn cứ' })
  expect(refused.json()).toMatchObject({ state: 'refused', decision: 'Không đủ căn cứ' })
  expect((await post('approver', `/api/v1/erasures/${id}/confirm`, { text: '' })).statusCode).toBe(409)
  expect(await presence(bytesOf(dataset, 1))).toEqual([true, true])
})

test('reason, legal basis and something to erase are asked for', async () => {
  const dataset = await datasetOfTwoVersions()
  const url = `/api/v1/datasets/${dataset.id}/erasures`
  const versions = [dataset.versions[0]?.id]
  const codeOf = async (body: object) => (await post('steward', url, body)).json<{ code: string }>().code
  expect(await codeOf({ versions, sources: [], ...WHY, reason: ' ' })).toBe('datasets.erasure-reason')
  expect(await codeOf({ versions, sources: [], ...WHY, basis: '' })).toBe('datasets.erasure-basis')
  expect(await codeOf({ versions: [], sources: [], ...WHY })).toBe('datasets.erasure-empty')
  const foreign = (await datasetOfTwoVersions()).versions[0]?.id
  expect(await codeOf({ versions: [foreign], sources: [], ...WHY })).toBe('datasets.erasure-not-of-dataset')
})

test('an erased file cannot come back into its dataset by a new upload', async () => {
  const text = 'Mã,Tên\n1,Không quay lại\n2,Đã xoá\n'
  const one = await app.publishText('quay-lai.csv', text, { title: 'Tệp không quay lại' })
  const held = await app.modules.datasets.reader.current(one.id)
  const asked = await post('steward', `/api/v1/datasets/${one.id}/erasures`, {
    versions: held.map((item) => item.version.id),
    sources: [],
    ...WHY,
  })
  await post('approver', `/api/v1/erasures/${asked.json<SeenErasure>().id}/confirm`, { text: '' })
  const begun = await officer.ask('POST', `/api/v1/datasets/${one.id}/changes`)
  const again = await officer.addFile(String(begun.body['id']), { name: 'quay-lai.csv', bytes: text })
  expect(again).toMatchObject({ status: 409, body: { code: 'datasets.erased-file' } })
  await untilRemoved(asked.json<SeenErasure>().id)
  expect(await presence(held.map((item) => item.version.digest))).toEqual([false, false])
})

test('a removal that was cut short is finished, and a second run changes nothing', async () => {
  const dataset = await datasetOfTwoVersions()
  let cuts = 0
  onStep = (name) => {
    if (name === 'erased-bytes-removed' && cuts++ === 0) throw new Error('killed here')
  }
  const { id } = await askFor(dataset, 1)
  await post('approver', `/api/v1/erasures/${id}/confirm`, { text: '' })
  const seen = await untilRemoved(id)
  onStep = undefined
  expect(cuts).toBeGreaterThan(1)
  expect(await presence(bytesOf(dataset, 1))).toEqual([false, false])
  await removeErased(app.modules.datasets.deps, id)
  expect(await untilRemoved(id)).toEqual(seen)
})

test('backups that were made while the bytes were there are listed', async () => {
  const dataset = await datasetOfTwoVersions()
  await app.node.database.pool.query(
    'insert into platform.backup (sha256, made_at, path, size, with_key) values ($1, $2, $3, 1, false), ($4, $5, $6, 1, false)',
    ['a'.repeat(64), systemClock.now(), '/sao/luu/moi.nguon', 'b'.repeat(64), new Date(0), '/sao/luu/cu.nguon'],
  )
  const seen = await erase(dataset, 1)
  expect(seen.backups.map((backup) => backup.file)).toEqual(['moi.nguon'])
})

test('every step leaves evidence, with its basis', async () => {
  const dataset = await datasetOfTwoVersions()
  await erase(dataset, 1)
  const { rows } = await app.node.database.pool.query<{ action: string; basis: string }>(
    "select action, basis from audit.record where action like 'datasets.erasure.%' and resource_id::text = $1 order by id",
    [dataset.id],
  )
  expect(rows.map((row) => row.action.split('.').at(-1))).toEqual(['asked', 'confirmed', 'carried-out'])
  expect(new Set(rows.map((row) => row.basis))).toEqual(new Set([WHY.basis]))
})

test('after an erasure the chain of evidence verifies', async () => {
  await erase(await datasetOfTwoVersions(), 1)
  const signer = testSigner()
  const path = await testSealPath()
  const { pool } = app.node.database
  const sealer = startSealer({ pool, path, signer, clock: systemClock, log: silentLog })
  await sealer.caughtUp()
  await sealer.stop()
  const report = await verifySeals({ pool, path, publicKeys: [signer.publicKey] })
  expect(report.records).toBeGreaterThan(0)
  expect(report.findings).toEqual([])
})

test('the steward asks and the approver confirms on a page, without any script', async () => {
  const dataset = await datasetOfTwoVersions()
  const steward = await app.signIn('steward')
  const send = (who: Awaited<ReturnType<TestApp['signIn']>>, url: string, fields: Record<string, string>) =>
    app.http.inject({
      method: 'POST',
      url,
      headers: { ...who.headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...fields, _csrf: who.csrf }).toString(),
    })
  const see = async (who: Awaited<ReturnType<TestApp['signIn']>>, url: string) =>
    app.http.inject({ url, headers: { ...who.headers, accept: 'text/html' } })
  const form = await see(steward, `/lam-viec/xoa?bo=${dataset.slug}`)
  expect(form.statusCode, app.problems.join('')).toBe(200)
  const table = dataset.versions.find((version) => version.number === 1 && version.columns.length > 0)?.id ?? ''
  expect(form.body).toContain(`table:${table}`)
  const empty = await send(steward, '/lam-viec/xoa', { bo: dataset.slug, reason: 'x', basis: '' })
  expect(empty.statusCode).toBe(400)
  expect(empty.body).toContain('Hãy ghi căn cứ pháp lý')
  const sent = await send(steward, '/lam-viec/xoa', { bo: dataset.slug, versions: `table:${table}`, ...WHY })
  expect(sent.statusCode, sent.body).toBe(303)
  const approver = await app.signIn('approver')
  const page = await see(approver, '/lam-viec/xoa')
  const id = new RegExp(`/lam-viec/xoa/([0-9a-f-]{36})`).exec(page.body)?.[1] ?? ''
  expect((await send(approver, `/lam-viec/xoa/${id}`, { viec: 'duyet', text: '7/QĐ' })).statusCode).toBe(303)
  await untilRemoved(id)
  expect((await see(approver, '/lam-viec/xoa?lang=en')).body).toContain('Erased')
})
