import { NODE_KINDS, type NodeCard, type NodeKind } from '../../../formats/nguon/wire.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { type FieldProblem, invalidFields } from '../../../platform/errors.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { FeedDeps } from './deps.ts'
import { findThisNode, saveThisNode, type ThisNode } from './store.ts'

/** What this node calls itself; until an operator has said so, by its host. */
export async function readThisNode({
  db,
  ids,
  clock,
  publicUrl,
}: Pick<FeedDeps, 'db' | 'ids' | 'clock' | 'publicUrl'>): Promise<ThisNode> {
  const name = `Nguồn ${new URL(publicUrl).host}`
  return findThisNode(db, { id: ids.next(), name, kind: 'other', agencyCode: undefined, at: clock.now() })
}

/** The card other nodes read. */
export async function readCard(deps: FeedDeps): Promise<NodeCard> {
  const [node, { count }, systems] = await Promise.all([readThisNode(deps), deps.entries.count({}), deps.systems()])
  return {
    format: 'nguon-node/1',
    id: node.id,
    name: node.name,
    kind: node.kind,
    ...(node.agencyCode ? { agency: node.agencyCode } : {}),
    url: deps.publicUrl,
    key: deps.keys.publicKey,
    succession: deps.keys.succession.map((step) => ({ ...step })),
    software: { name: 'Nguồn', version: deps.version },
    datasets: count,
    ...(systems ? { systems } : {}),
  }
}

export interface NodeDescription {
  readonly name: string
  readonly kind: string
  readonly agencyCode: string | undefined
}

/** The operator says what this node is. */
export async function describeThisNode(deps: FeedDeps, actor: Actor, given: NodeDescription): Promise<ThisNode> {
  const by = assertCan(actor, 'node.manage')
  const name = cleanText(given.name).slice(0, 200)
  const kind = NODE_KINDS.find((known) => known === given.kind)
  const agencyCode = given.agencyCode ? cleanText(given.agencyCode) : undefined
  const agency = agencyCode ? await deps.agencies.byCode(agencyCode) : undefined
  const problems = problemsOf({ name, kind, agencyCode, known: agency !== undefined })
  if (problems.length > 0 || !kind) throw invalidFields('interop.node-invalid', problems)
  const { id } = await readThisNode(deps)
  await deps.db.transaction().execute(async (tx) => {
    await saveThisNode(tx, { name, kind, agencyCode, at: deps.clock.now() })
    await recordAudit(tx, {
      action: 'interop.node.described',
      actor: by,
      agencyId: agency?.id,
      resource: { kind: 'node', id },
      details: { name, kind, agency: agencyCode ?? null },
    })
  })
  return { id, name, kind, agencyCode }
}

interface Judged {
  readonly name: string
  readonly kind: NodeKind | undefined
  readonly agencyCode: string | undefined
  readonly known: boolean
}

function problemsOf({ name, kind, agencyCode, known }: Judged): readonly FieldProblem[] {
  const problems: (FieldProblem | false)[] = [
    name === '' && { field: 'name', message: { vi: 'Hãy viết tên của nút.', en: 'Give the node a name.' } },
    !kind && { field: 'kind', message: { vi: 'Hãy chọn loại nút.', en: 'Choose the kind of node.' } },
    agencyCode !== undefined &&
      !known && {
        field: 'agency',
        message: {
          vi: `Không có cơ quan nào mang mã "${agencyCode}".`,
          en: `No agency has the code "${agencyCode}".`,
        },
      },
  ]
  return problems.filter((problem) => problem !== false)
}
