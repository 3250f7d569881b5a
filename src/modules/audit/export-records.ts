import { recordAudit } from '../../platform/audit/index.ts'
import { type Actor, agenciesWhere, assertCan } from '../identity/index.ts'
import type { AuditDeps } from './deps.ts'
import { filterOf, type RecordQuery } from './filter.ts'
import { type EvidenceRow, streamRecords } from './reads.ts'

export type ExportFormat = 'csv' | 'ndjson'

/** Starts an export; that somebody took the evidence away is evidence too. */
export async function exportRecords(
  deps: AuditDeps,
  actor: Actor,
  { query, format }: { readonly query: RecordQuery; readonly format: ExportFormat },
): Promise<AsyncGenerator<string>> {
  const by = assertCan(actor, 'audit.record.read')
  const filter = await filterOf(query, deps.agencies)
  const { before: _before, ...asked } = query
  await deps.db
    .transaction()
    .execute((tx) => recordAudit(tx, { action: 'audit.record.exported', actor: by, details: { format, ...asked } }))
  const rows = streamRecords(deps.db, agenciesWhere(actor, 'audit.record.read'), filter)
  return format === 'csv' ? csvOf(rows) : ndjsonOf(rows)
}

const COLUMNS = [
  'id',
  'seq',
  'at',
  'action',
  'actorKind',
  'actorId',
  'actorName',
  'standsInFor',
  'agencyId',
  'resourceKind',
  'resourceId',
  'resourceVersion',
  'basis',
  'requestId',
  'details',
] as const satisfies readonly (keyof EvidenceRow)[]

async function* csvOf(rows: AsyncIterable<EvidenceRow>): AsyncGenerator<string> {
  // The mark makes spreadsheet programs read UTF-8.
  yield `\ufeff${COLUMNS.join(',')}\r\n`
  for await (const row of rows) yield `${COLUMNS.map((column) => cellOf(row[column])).join(',')}\r\n`
}

// A text that begins like a formula must not run in the spreadsheet of an inspector.
function cellOf(value: EvidenceRow[keyof EvidenceRow]): string {
  if (value === null) return ''
  const text =
    value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

async function* ndjsonOf(rows: AsyncIterable<EvidenceRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}
