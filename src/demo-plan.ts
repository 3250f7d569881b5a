import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readAgencyResources } from './modules/catalog/index.ts'
import type { Actor } from './modules/identity/index.ts'
import type { PlanItem } from './modules/plans/index.ts'
import type { Modules } from './modules.ts'
import { systemActor } from './platform/actor.ts'
import { isAppError } from './platform/errors.ts'

interface DemoItem {
  readonly title: string
  readonly unit: string
  readonly due: string
  readonly frequency: string
  /** Title of the demo dataset that fulfils it. */
  readonly dataset?: string
  /** Title of the demo request it answers. */
  readonly request?: string
}

interface DemoPlan {
  readonly agency: string
  readonly kind: string
  readonly period: { readonly from: string; readonly to: string }
  readonly decision: { readonly number: string; readonly date: string }
  readonly purpose: string
  readonly contact: { readonly name: string; readonly email: string }
  readonly items: readonly DemoItem[]
  readonly requests: readonly {
    readonly agency: string
    readonly title: string
    readonly body: string
    readonly votes: number
  }[]
}

const SEED = fileURLToPath(new URL('../seeds/demo/plan.json', import.meta.url))

/** Issues the demo plan by the same steps as an agency, links what is public, and lets people ask for data. */
export async function loadDemoPlan(
  modules: Modules,
  { officer, approver }: { readonly officer: Actor; readonly approver: Actor },
): Promise<void> {
  const seed = JSON.parse(await readFile(SEED, 'utf8')) as DemoPlan
  const { plans, catalog } = modules
  const items = seed.items.map((item) => ({ item, planned: itemOf(item) }))
  const draft = await plans.createPlan(officer, seed).catch(unlessThere)
  // An earlier start was killed on the way; what it made stands for the officers to go on with.
  if (!draft) return
  const { content } = await plans.viewDraft(officer, draft.id)
  const { purpose, contact } = seed
  await plans.saveContent(officer, {
    changeId: draft.id,
    revision: draft.revision,
    content: { ...content, purpose, items: items.map(({ planned }) => planned) },
    record: { contact },
  })
  await catalog.submitChange(officer, draft.id)
  await catalog.approveChange(approver, { changeId: draft.id, decision: seed.decision })
  const { resourceId } = draft
  const datasets = await datasetsByTitle(modules, seed.agency)
  for (const { item, planned } of items) {
    const dataset = item.dataset && datasets.get(item.dataset)
    if (dataset) await plans.linkItem(officer, { resourceId, itemId: planned.id, dataset, chosen: true })
  }
  await askForData(modules, seed, async ({ title, id }) => {
    const answering = items.find(({ item }) => item.request === title)
    if (!answering) return
    const verdict = { kind: 'planned' as const, planId: resourceId, itemId: answering.planned.id }
    const text = 'Đã đưa vào kế hoạch dữ liệu mở; công bố theo quý, từng dự án một dòng.'
    await plans.answerRequest(officer, { requestId: id, verdict, text })
  })
}

function unlessThere(error: unknown): undefined {
  if (isAppError(error) && error.code === 'plans.same-period') return undefined
  throw error
}

function itemOf({ title, unit, due, frequency, request }: DemoItem): PlanItem {
  const reason = request
    ? { kind: 'request' as const, text: 'Người dân đề nghị' }
    : { kind: 'officer' as const, text: '' }
  return { id: randomUUID(), title, unit, due, frequency, formats: ['CSV', 'XLSX'], reason }
}

/** Datasets of an agency and all below it, by title. */
async function datasetsByTitle(modules: Modules, agency: string): Promise<ReadonlyMap<string, string>> {
  const tree = await modules.identity.agencies.tree()
  const ids = [...tree.reach(tree.byCode(agency)?.id ?? '')]
  const resources = await readAgencyResources(modules.catalog.db, ids)
  const datasets = resources.filter(({ kind }) => kind === 'dataset')
  return new Map(datasets.map(({ id, record }) => [record?.title.vi ?? '', id]))
}

async function askForData(
  { plans }: Modules,
  { requests }: DemoPlan,
  asked: (request: { readonly id: string; readonly title: string }) => Promise<void>,
): Promise<void> {
  for (const { votes, ...request } of requests) {
    const { id, number } = await plans.askForData(systemActor('Dữ liệu mẫu'), { ...request, contact: undefined })
    for (let vote = 0; vote < votes; vote++) {
      await plans.voteForRequest(number, { browser: `demo ${vote}`, address: `demo ${vote}` })
    }
    await asked({ id, title: request.title })
  }
}
