import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import type { Checklist } from './record.ts'
import { remindSystemReviews } from './remind.ts'
import { isCompliant, isLabelled } from './standing.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp()
})
afterAll(() => app.close())

interface Answer {
  readonly status: number
  readonly body: Record<string, never> & { id: string; revision: number; code: string; dossier: string }
}

type Method = 'GET' | 'POST' | 'PUT'
type Headers = Readonly<Record<string, string>>

async function callAs(headers: Headers, [method, url]: readonly [Method, string], payload?: object): Promise<Answer> {
  const answer = await app.http.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() as Answer['body'] }
}

const call = (method: Method, url: string, payload?: object) => callAs(app.as('steward'), [method, url], payload)

const statement = (name: string, more: object = {}) => ({ name, status: 'operating', facts: {}, ...more })
const add = async (name: string, more: object = {}) =>
  (await call('POST', '/api/v1/systems', { agency: app.agencies.home, statement: statement(name, more) })).body

const FACTS = { systemType: 'service', infoTypes: ['personal'], subjectsBasic: 200_000 }
const LAYER = { unit: 'Phòng CNTT', evidence: 'Quyết định 5', since: '2026-01-01' }
const PARTS = ['overview', 'design', 'rationale', 'plan', 'regulation', 'opinion']
const checklist = (more: object = {}) => ({
  parts: Object.fromEntries(PARTS.map((id) => [id, { evidence: `Văn bản ${id}`, on: '2026-09-01' }])),
  layers: {
    onSite: LAYER,
    monitoring: { ...LAYER, unit: 'Công ty A' },
    assessment: { ...LAYER, unit: 'Công ty B' },
    nationalLink: LAYER,
  },
  label: { state: 'none' },
  ...more,
})

describe('the way of one system', () => {
  test('from entry to approval, with the article named at each turn', async () => {
    const { id } = await add('Cổng dịch vụ thử')
    const proposed = await call('POST', '/api/v1/systems/proposal', { facts: FACTS })
    expect(proposed.body).toMatchObject({
      now: { level: 3, grounds: [{ source: expect.stringContaining('331/2026') }] },
    })
    const early = await call('POST', `/api/v1/systems/${id}/steps`, { revision: 1, step: 'submit' })
    expect([early.status, early.body.code]).toEqual([400, 'datamap.system-without-level'])
    const other = await call('PUT', `/api/v1/systems/${id}/level`, { revision: 1, facts: FACTS, level: 2 })
    expect([other.status, other.body.code]).toEqual([400, 'datamap.level-needs-reason'])
    const settled = await call('PUT', `/api/v1/systems/${id}/level`, { revision: 1, facts: FACTS, level: 3 })
    expect(settled.body).toMatchObject({ revision: 2, level: { level: 3, proposed: 3, regime: 'nd331-2026' } })
    const bare = await call('POST', `/api/v1/systems/${id}/steps`, { revision: 2, step: 'submit' })
    expect([bare.status, bare.body.code]).toEqual([400, 'datamap.dossier-incomplete'])
    await call('PUT', `/api/v1/systems/${id}/checklist`, { revision: 2, checklist: checklist() })
    for (const [at, step] of ['submit', 'check', 'appraise'].entries()) {
      expect((await call('POST', `/api/v1/systems/${id}/steps`, { revision: 3 + at, step })).status).toBe(200)
    }
    const undecided = await call('POST', `/api/v1/systems/${id}/steps`, { revision: 6, step: 'approve' })
    expect(undecided.body.code).toBe('datamap.approval-incomplete')
    const decision = { number: '77/QĐ-BTC', on: '2026-11-01', authority: 'Bộ Tài chính' }
    const approved = await call('POST', `/api/v1/systems/${id}/steps`, { revision: 6, step: 'approve', decision })
    expect(approved.body).toMatchObject({
      dossier: 'approved',
      approval: { ...decision, level: 3 },
      layers: { length: 4 },
    })
    const locked = await call('PUT', `/api/v1/systems/${id}/level`, { revision: 7, facts: FACTS, level: 3 })
    expect([locked.status, locked.body.code]).toEqual([409, 'datamap.level-locked'])
    const { rows } = await app.node.database.pool.query<{ action: string; basis: string | null }>(
      `select action, basis from audit.record where resource_id = $1 order by id`,
      [id],
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'datamap.system.added',
      'datamap.system.level-settled',
      'datamap.system.checked',
      'datamap.dossier.submitted',
      'datamap.dossier.checked',
      'datamap.dossier.appraised',
      'datamap.dossier.approved',
    ])
    expect(rows.at(-1)?.basis).toBe('77/QĐ-BTC')
  })

  test('two officers at once: the second is told, nothing of the first is lost', async () => {
    const { id } = await add('Hệ thống hai người')
    expect((await call('PUT', `/api/v1/systems/${id}`, { revision: 1, statement: statement('Tên mới') })).status).toBe(
      200,
    )
    const second = await call('PUT', `/api/v1/systems/${id}`, { revision: 1, statement: statement('Tên khác') })
    expect([second.status, second.body.code]).toEqual([409, 'datamap.system-saved-by-other'])
    expect((await call('GET', `/api/v1/systems/${id}`)).body).toMatchObject({ statement: { name: 'Tên mới' } })
  })

  test('a level other than the proposed one stands with its reason', async () => {
    const { id } = await add('Hệ thống tự chọn')
    const reason = 'Đơn vị chuyên trách yêu cầu cao hơn.'
    const settled = await call('PUT', `/api/v1/systems/${id}/level`, { revision: 1, facts: FACTS, level: 4, reason })
    expect(settled.body).toMatchObject({ level: { level: 4, proposed: 3, reason } })
  })

  test('what is sent as the proposal is not believed: unknown fields are refused', async () => {
    const { id } = await add('Hệ thống tin cậy')
    const forged = { revision: 1, facts: { ...FACTS, level: 1 }, level: 3 }
    expect((await call('PUT', `/api/v1/systems/${id}/level`, forged)).status).toBe(400)
  })
})

describe('figures', () => {
  test('equal a count by hand over every record, whatever the mixture', async () => {
    const layers = checklist().layers
    const made: { id: string }[] = []
    for (let at = 0; at < 12; at++) {
      const { id } = await add(`Hệ thống đếm ${at}`, at % 6 === 5 ? { status: 'retired' } : {})
      made.push({ id })
      if (at % 2 === 0) {
        await call('PUT', `/api/v1/systems/${id}/level`, { revision: 1, facts: FACTS, level: 3 })
        const until = at % 4 === 0 ? '2020-01-01' : '2099-01-01'
        const kept = { ...layers, monitoring: { ...layers.monitoring, until } }
        const label = at % 3 === 0 ? { state: 'granted', until: '2099-01-01' } : { state: 'asked' }
        const reviewedOn = at % 3 === 1 ? {} : { reviewedOn: app.node.clock.now().toISOString().slice(0, 10) }
        await call('PUT', `/api/v1/systems/${id}/checklist`, {
          revision: 2,
          checklist: checklist({ layers: kept, label, ...reviewedOn }),
        })
        const decision = { number: `${at}/QĐ`, on: '2026-10-01', authority: 'Bộ' }
        for (const [turn, step] of ['submit', 'check', 'appraise', 'approve'].entries()) {
          await call('POST', `/api/v1/systems/${id}/steps`, { revision: 3 + turn, step, decision })
        }
      }
    }
    const { body } = await call('GET', '/api/v1/systems/figures?agency=G12')
    const day = (body as unknown as { day: string }).day
    const { rows } = await app.node.database.pool.query<{ record: never; status: string }>(
      `select record, status from datamap.system where status <> 'retired'`,
    )
    const records = rows.map(
      ({ record }) => record as { checklist: Checklist; approval?: { on: string }; choice?: { level: number } },
    )
    const by = (test: (one: (typeof records)[number]) => boolean) => records.filter(test).length
    const facts = (one: (typeof records)[number]) => {
      const all = Object.values(one.checklist.layers)
      const ends = all.flatMap(({ until }) => until ?? []).sort()
      return {
        approvedOn: one.approval?.on,
        layers: all.length,
        layersUntil: ends[0],
        label: one.checklist.label.state,
        labelUntil: one.checklist.label.until,
      }
    }
    expect((body as unknown as { figures: object }).figures).toEqual({
      total: records.length,
      classified: by(({ approval }) => approval !== undefined),
      compliant: by((one) => isCompliant(facts(one), day)),
      labelled: by((one) => isLabelled(facts(one), day)),
      toReview: by(({ checklist: list }) => list.reviewedOn?.slice(0, 4) !== day.slice(0, 4)),
      levels: [1, 2, 3, 4, 5].map((level) => by(({ choice }) => choice?.level === level)),
    })
    expect(made).toHaveLength(12)
  })

  test.each(['unclassified', 'approved', 'compliant', 'not-compliant', 'to-review', 'labelled'])(
    'the list narrowed to “%s” is as long as its figure',
    async (standing) => {
      const { body } = await call('GET', '/api/v1/systems/figures')
      const { figures } = body as unknown as { figures: Readonly<Record<string, number>> }
      const { total = 0, classified = 0, compliant = 0, labelled = 0, toReview = 0 } = figures
      const expected = {
        unclassified: total - classified,
        approved: classified,
        compliant,
        'not-compliant': total - compliant,
        'to-review': toReview,
        labelled,
      }[standing]
      const list = await call('GET', `/api/v1/systems?standing=${standing}`)
      expect((list.body as unknown as { total: number }).total).toBe(expected)
    },
  )
})

describe('who may see it', () => {
  test('a system is not there for other agencies, for officers without the right, and for visitors', async () => {
    const { id } = await add('Hệ thống kín của bộ')
    expect((await callAs(app.as('steward', 'other'), ['GET', `/api/v1/systems/${id}`])).status).toBe(404)
    const elsewhere = await callAs(app.as('steward', 'other'), ['GET', '/api/v1/systems'])
    expect((elsewhere.body as unknown as { total: number }).total).toBe(0)
    expect((await callAs(app.as('data_officer'), ['GET', '/api/v1/systems'])).status).toBe(403)
    expect((await app.http.inject('/api/v1/systems')).statusCode).toBe(401)
    const put = { revision: 1, statement: statement('x') }
    expect((await callAs(app.as('inspector'), ['PUT', `/api/v1/systems/${id}`], put)).status).toBe(403)
    expect((await callAs(app.as('steward', 'other'), ['PUT', `/api/v1/systems/${id}`], put)).status).toBe(404)
  })

  test('nothing of it reaches search, feeds or the public pages', async () => {
    await add('Hệ thống zqxkín')
    for (const url of ['/bo-du-lieu?q=zqxkin', '/api/v1/datasets?q=zqxkin', '/ban-do-du-lieu?q=zqxkin']) {
      expect((await app.http.inject(url)).body, url).not.toContain('zqxkín')
    }
  })
})

describe('the pages', () => {
  test('take a system through its forms without script', async () => {
    const { headers, csrf } = await app.signIn('steward')
    const send = async (url: string, form: Record<string, string>) =>
      app.http.inject({
        method: 'POST',
        url,
        headers: { ...headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ ...form, _csrf: csrf }).toString(),
      })
    const get = async (url: string) =>
      (await app.http.inject({ url, headers: { ...headers, accept: 'text/html' } })).body
    const wrong = await send('/lam-viec/he-thong/moi', {
      agency: 'G12',
      name: '',
      status: 'operating',
      yearInUse: 'năm ngoái',
    })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.body).toContain('Ghi tên hệ thống')
    expect(wrong.body).toContain('Năm phải là số')
    const made = await send('/lam-viec/he-thong/moi', {
      agency: 'G12',
      name: 'Hệ thống <b>thử</b>',
      status: 'operating',
    })
    expect(made.statusCode).toBe(303)
    const path = String(made.headers.location).split('?')[0] ?? ''
    const page = await get(path)
    expect(page).toContain('Hệ thống &lt;b>thử&lt;/b>')
    const asked = await get(`${path}/cap-do?systemType=service&infoTypes=personal&subjectsBasic=200.000`)
    expect(asked).toContain('Quy định đề xuất cấp độ 3')
    expect(asked).toContain('Điều 13, Nghị định 331/2026/NĐ-CP (theo nguồn dẫn lại)')
    const facts = { systemType: 'service', infoTypes: 'personal', subjectsBasic: '200000' }
    const refused = await send(`${path}/cap-do`, { ...facts, revision: '1', level: '2' })
    expect([refused.statusCode, refused.body.includes('Ghi lý do không chọn cấp độ 3')]).toEqual([400, true])
    expect((await send(`${path}/cap-do`, { ...facts, revision: '1', level: '3' })).statusCode).toBe(303)
    const filled = Object.fromEntries(PARTS.map((id) => [`part.${id}.evidence`, `Văn bản ${id}`]))
    const checked = await send(`${path}/kiem-tra`, {
      ...filled,
      revision: '2',
      'label.state': 'none',
      'layer.onSite.unit': 'Phòng CNTT',
    })
    expect(checked.statusCode).toBe(303)
    expect((await send(`${path}/ho-so`, { revision: '3', step: 'submit' })).statusCode).toBe(303)
    const after = await get(path)
    expect(after).toContain('Xác nhận hồ sơ hợp lệ')
    expect(after).toContain('ngày làm việc')
  })

  test('the list can be taken away as a workbook', async () => {
    const answer = await app.http.inject({ url: '/lam-viec/he-thong.xlsx', headers: app.as('steward') })
    expect([answer.statusCode, answer.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  })
})

describe('the yearly review', () => {
  test('stewards hear once of what waits, as the day comes near', async () => {
    const { datamap } = app.modules
    const told: string[] = []
    const on = (day: string) => ({
      ...datamap.deps,
      clock: { now: () => new Date(`${day}T05:00:00Z`) },
      messages: {
        ...datamap.deps.messages,
        tell: (messages: readonly { key: string }[]) =>
          Promise.resolve(void told.push(...messages.map(({ key }) => key))),
      },
    })
    expect(await remindSystemReviews(on('2026-11-01'))).toBe(0)
    expect(await remindSystemReviews(on('2026-11-26'))).toBeGreaterThan(0)
    await remindSystemReviews(on('2026-12-20'))
    await remindSystemReviews(on('2026-12-28'))
    const occasions = new Set(told.map((key) => key.slice(-7)))
    expect([...occasions]).toEqual(['2026-30', '-2026-7', '-2026-0'])
  })
})

test('a system shows the databases that say they live in it, by id or by its name at the same agency', async () => {
  const { id } = await add('Kho dữ liệu Dùng chung')
  const agencies = await app.node.database.pool.query<{ id: string; code: string }>(
    `select id, code from identity.agency where code in ('G12', 'G18')`,
  )
  const agencyId = (code: string) => agencies.rows.find((row) => row.code === code)?.id
  const house = (name: string, code: string, identity: object) =>
    app.node.database.pool.query(
      `insert into datamap.database (resource_id, agency_id, slug, version, name, class, system, listed, master_data,
         personal_data, item_count, open_items, record, items, published_at)
       values (gen_random_uuid(), $1, $2, 1, $2, '3', $3, true, false, 'none', 0, 0, $4, '[]', now())`,
      [agencyId(code), name, (identity as { system?: string }).system ?? null, JSON.stringify({ identity })],
    )
  await house('theo-ma', 'G18', { systemId: id })
  await house('theo-ten', 'G12', { system: ' kho dữ liệu  dùng chung' })
  await house('noi-khac', 'G18', { system: 'Kho dữ liệu Dùng chung' })
  const { body } = await app.http.inject({
    url: `/lam-viec/he-thong/${id}`,
    headers: { ...app.as('steward'), accept: 'text/html' },
  })
  expect(['theo-ma', 'theo-ten', 'noi-khac'].map((name) => body.includes(`/lam-viec/ban-do/${name}`))).toEqual([
    true,
    true,
    false,
  ])
})
