import { readRecord } from '../../../formats/nguon/read-record.ts'
import type { AnswerRecord, GoneRecord, PutRecord, Signed } from '../../../formats/nguon/wire.ts'
import { proofHolds } from '../../../platform/http-sig/index.ts'
import type { Problem } from '../model.ts'
import type { KnownNode } from './model.ts'

/** What came in one page, sorted; pure. */
export interface SortedItems {
  readonly puts: readonly { readonly record: PutRecord; readonly signed: Signed }[]
  readonly gone: readonly GoneRecord[]
  readonly answers: readonly AnswerRecord[]
  readonly unread: readonly { readonly id: string; readonly title: string; readonly problem: Problem }[]
}

export interface Directory {
  /** Id of this node: its own words come back to it. */
  readonly self: string
  /** The node that was asked. */
  readonly from: KnownNode
  readonly nodes: readonly KnownNode[]
}

/**
 * Checks each record against the key of its origin and its shape. What is ours, and what we read from its owner directly, is
 * passed over; what cannot be trusted or used becomes a problem, and the others stand.
 */
export function sortItems(items: readonly Signed[], directory: Directory): SortedItems {
  const sorted: Sorting = { puts: [], gone: [], answers: [], unread: [] }
  for (const signed of items) {
    const { node } = signed.record
    if (node === directory.self || isReadDirectly(node, directory)) continue
    const problem = distrust(signed, directory)
    if (problem) sorted.unread.push({ ...nameOf(signed), problem })
    else sortOne(sorted, signed)
  }
  return sorted
}

type Sorting = { readonly [Kind in keyof SortedItems]: SortedItems[Kind][number][] }

function sortOne(sorted: Sorting, signed: Signed): void {
  const read = readRecord(signed.record)
  if (!read.ok) return void sorted.unread.push({ ...nameOf(signed), problem: { ...read.remark, severity: 'error' } })
  const { record } = read
  if (record.format === 'nguon-gone/1') sorted.gone.push(record)
  else if (record.format === 'nguon-answer/1') sorted.answers.push(record)
  else if (record.entry.id === record.id) sorted.puts.push({ record, signed })
  else sorted.unread.push({ ...nameOf(signed), problem: TWO_IDS })
}

function isReadDirectly(nodeId: string, { from, nodes }: Directory): boolean {
  if (nodeId === from.id) return false
  return nodes.some((node) => node.id === nodeId && node.state === 'on' && node.sourceId !== undefined)
}

function distrust({ record, proof }: Signed, { from, nodes }: Directory): Problem | undefined {
  const origin = record.node === from.id ? from : nodes.find(({ id, state }) => id === record.node && state === 'on')
  if (!origin) return unknownOrigin(record.node)
  // A node signs anew whatever it says; only what others keep of it may bear an earlier key.
  const keys = origin === from ? [origin.key] : [origin.key, ...origin.formerKeys]
  return proofHolds(keys, record, proof) ? undefined : wrongProof(origin.name)
}

function nameOf({ record }: Signed): { id: string; title: string } {
  const { id, entry } = record as { id?: unknown; entry?: { title?: { vi?: unknown } } }
  const title = entry?.title?.vi
  return { id: typeof id === 'string' ? id : '?', title: typeof title === 'string' ? title.slice(0, 300) : '' }
}

function unknownOrigin(node: string): Problem {
  return {
    severity: 'error',
    code: 'nguon-origin-unknown',
    at: 'node',
    vi: `Bản ghi do nút ${node} ký, nút này chưa có trong danh bạ nên không kiểm được chữ ký. Hãy thêm nút đó ở trang Các nút.`,
    en: `The record is signed by node ${node}, which is not in the directory, so the signature cannot be checked. Add it on the page of nodes.`,
  }
}

function wrongProof(name: string): Problem {
  return {
    severity: 'error',
    code: 'nguon-proof-wrong',
    at: 'proof',
    vi: `Chữ ký của bản ghi không đúng với khóa của ${name}: bản ghi đã bị sửa trên đường đi hoặc không do nút đó phát hành.`,
    en: `The signature of the record does not belong to the key of ${name}: it was changed on its way or not issued there.`,
  }
}

const TWO_IDS: Problem = {
  severity: 'error',
  code: 'nguon-two-ids',
  at: 'entry.id',
  vi: 'Bản ghi mang hai mã định danh khác nhau.',
  en: 'The record bears two different identifiers.',
}
