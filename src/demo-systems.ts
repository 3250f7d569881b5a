import { readFile } from 'node:fs/promises'
import type { SystemStatement, SystemStep } from './modules/datamap/index.ts'
import type { Actor } from './modules/identity/index.ts'
import type { Modules } from './modules.ts'
import type { NodeResources } from './node.ts'
import { readSetting, saveSetting } from './platform/db/settings.ts'

/** One system of `seeds/demo/systems.json`: invented, named as an example, never one of a real agency. */
interface DemoSystem {
  readonly key: string
  readonly statement: SystemStatement
  /** With evidence for every part of the dossier and every layer; the second layer ends on `until`. */
  readonly evidence?: boolean
  readonly until?: string
  readonly approval?: { readonly number: string; readonly on: string; readonly authority: string }
  readonly steps?: readonly SystemStep[]
  readonly label?: 'asked' | 'granted'
}

interface Loading {
  readonly node: Pick<NodeResources, 'database'>
  readonly modules: Modules
  readonly steward: Actor
  readonly agency: string
}

const PATH = new URL('../seeds/demo/systems.json', import.meta.url)
const ALL_STEPS: readonly SystemStep[] = ['submit', 'check', 'appraise', 'approve']
const PARTS = ['overview', 'design', 'rationale', 'plan', 'opinion', 'regulation']
const PROOF = 'Dữ liệu mẫu để thử chương trình'

/** Enters the demo systems by the same steps as an agency; each once. */
export async function loadDemoSystems(loading: Loading): Promise<number> {
  const systems = JSON.parse(await readFile(PATH, 'utf8')) as readonly DemoSystem[]
  for (const system of systems) await enter(loading, system)
  return systems.length
}

async function enter({ node, modules, steward, agency }: Loading, demo: DemoSystem): Promise<void> {
  const { pool } = node.database
  const name = `demo system ${demo.key}`
  if ((await readSetting(pool, name)) !== undefined) return
  const { systems } = modules.datamap
  const { facts } = demo.statement
  const added = await systems.add(steward, { agency, statement: demo.statement })
  const { id } = added
  let { revision } = added
  await saveSetting(pool, name, id)
  const { level } = systems.propose(demo.statement)
  if (level === undefined) return
  revision = (await systems.settleLevel(steward, { id, revision, facts, level })).revision
  if (!demo.evidence) return
  revision = (await systems.saveChecklist(steward, { id, revision, checklist: checklistOf(demo) })).revision
  for (const step of demo.approval ? ALL_STEPS : (demo.steps ?? [])) {
    revision = (await systems.moveDossier(steward, { id, revision, step, decision: demo.approval })).revision
  }
}

function checklistOf({ until, label }: DemoSystem) {
  const layer = (unit: string) => ({ unit, evidence: PROOF, since: '2025-01-02' })
  return {
    parts: Object.fromEntries(PARTS.map((id) => [id, { evidence: PROOF, on: '2025-01-02' }])),
    layers: {
      onSite: layer('Tổ trực an toàn (ví dụ)'),
      monitoring: { ...layer('Đơn vị giám sát (ví dụ)'), ...(until ? { until } : {}) },
      assessment: layer('Đơn vị đánh giá độc lập (ví dụ)'),
      nationalLink: layer('Đầu mối kết nối (ví dụ)'),
    },
    label: { state: label ?? ('none' as const) },
  }
}
