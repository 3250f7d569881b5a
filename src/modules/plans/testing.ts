import { randomUUID } from 'node:crypto'
import type { SignedIn, TestApp } from '../../testing/test-app.ts'
import { type DatabaseRecord, emptyDatabase } from '../datamap/index.ts'
import type { PlanItem } from './content/model.ts'

export const PERIOD = { from: '2026-01-01', to: '2028-12-31' } as const

/** An item with everything a plan asks for. */
export function planItem(id: string, title: string, more: Partial<PlanItem> = {}): PlanItem {
  return {
    id,
    title,
    unit: 'Vụ Tổng hợp',
    due: '2027-06-30',
    frequency: 'ANNUAL',
    formats: ['CSV'],
    reason: { kind: 'officer', text: '' },
    ...more,
  }
}

/** Publishes a database of the data map with open columns in one table. */
export async function publishDatabase(
  app: TestApp,
  name: string,
  { table, columns }: { table: string; columns: readonly string[] },
) {
  const { datamap, catalog } = app.modules
  const officer = await app.actor('data_officer')
  const record: DatabaseRecord = {
    ...emptyDatabase(name),
    identity: { name, class: '2a', status: 'operating', sector: 'giao-duc-dao-tao' },
    content: { purpose: `Quản lý ${name}`, scope: 'Toàn quốc', content: 'Hồ sơ' },
    update: { collectionMethod: 'Nhập trực tuyến', frequency: 'MONTHLY', sources: ['Các sở'] },
    items: columns.map((title) => ({ table, title, share: 'open' as const, personal: 'none' as const })),
  }
  const draft = await datamap.createDatabase(officer, { agency: app.agencies.home, record })
  await catalog.submitChange(officer, draft.id)
  await catalog.approveChange(await app.actor('approver'), { changeId: draft.id, decision: { number: '12/QĐ' } })
  return draft.resourceId
}

/** Opens a plan with these items, ready for review. */
export async function draftPlan(
  app: TestApp,
  items: readonly PlanItem[],
  period: { from: string; to: string } = PERIOD,
) {
  const { plans, catalog } = app.modules
  const officer = await app.actor('data_officer')
  const draft = await plans.createPlan(officer, { kind: 'open-data', agency: app.agencies.home, period })
  const { content } = await plans.viewDraft(officer, draft.id)
  const contact = { email: 'mo@nguon.test' }
  const edit = {
    changeId: draft.id,
    revision: draft.revision,
    content: { ...content, items: [...items] },
    record: { contact },
  }
  await plans.saveContent(officer, edit)
  return { changeId: draft.id, resourceId: draft.resourceId, catalog }
}

/** A plan in force with these items. */
export async function issuePlan(
  app: TestApp,
  items: readonly PlanItem[],
  period: { from: string; to: string } = PERIOD,
) {
  const { changeId, resourceId, catalog } = await draftPlan(app, items, period)
  await catalog.submitChange(await app.actor('data_officer'), changeId)
  await catalog.approveChange(await app.actor('approver'), {
    changeId,
    decision: { number: '15/QĐ-BTC', date: '2026-11-20' },
  })
  const resource = await catalog.reader.resource(resourceId)
  return { resourceId, slug: resource?.slug ?? '', changeId }
}

/** Posts a form as a signed-in browser does. */
export async function postForm(
  app: TestApp,
  who: SignedIn,
  { url, form }: { url: string; form: Readonly<Record<string, string>> },
) {
  return app.http.inject({
    method: 'POST',
    url,
    headers: { ...who.headers, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: who.csrf, ...form }).toString(),
  })
}

/**
 * Copies a plan in force to other agencies, as if each had issued one: for pages with many plans. `linked` items of each
 * are fulfilled by the dataset, growing from agency to agency.
 */
export async function spreadPlan(
  app: TestApp,
  from: { readonly resourceId: string; readonly changeId: string },
  { agencies, datasetId }: { readonly agencies: readonly string[]; readonly datasetId: string },
): Promise<void> {
  const { pool } = app.node.database
  for (const [index, agencyId] of agencies.entries()) {
    const id = randomUUID()
    await pool.query(
      `insert into catalog.resource (id, kind, slug, agency_id, state, version, record, summary, created_at, first_published_at, published_at)
       select $1, kind, slug || '-' || $3::text, $2, state, version,
         jsonb_set(record, '{title,vi}', to_jsonb((record->'title'->>'vi') || ' ' || $3::text)), summary, created_at, first_published_at, published_at
       from catalog.resource where id = $4`,
      [id, agencyId, index, from.resourceId],
    )
    await pool.query(
      `insert into plans.plan (resource_id, kind, agency_id, created_at) select $1, kind, $2, created_at from plans.plan where resource_id = $3`,
      [id, agencyId, from.resourceId],
    )
    const { rows } = await pool.query<{ content: { items: { id: string }[] } }>(
      `insert into plans.content (change_id, resource_id, state, content, version, decision, published_at)
       select $1, $2, state, content, version, decision, published_at from plans.content where change_id = $3 returning content`,
      [randomUUID(), id, from.changeId],
    )
    const items = rows[0]?.content.items ?? []
    const linked = items.slice(0, Math.floor((items.length * (index % 10)) / 9))
    await pool.query(
      `insert into plans.link (resource_id, item_id, dataset_id, state, by_name, at)
       select $1, item, $2, 'chosen', 'thử', now() from unnest($3::uuid[]) as item`,
      [id, datasetId, linked.map((item) => item.id)],
    )
  }
}
