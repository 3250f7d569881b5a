import type { ResourceRecord } from '../../catalog/index.ts'
import type { Held } from '../model.ts'
import { prefill, suggestFrom } from './prefill.ts'
import { proposeThemes } from './propose-theme.ts'

const DEFAULT_LICENCE = 'vn-mo'
const DEFAULT_FREQUENCY = 'UNKNOWN'
const DEFAULT_THEME = 'hanh-chinh-cong'
const MOST_KEYWORDS = 8

/** A description complete enough for review, made from the data where the officer wrote nothing; for officers to correct. */
export async function completeRecord(record: ResourceRecord, held: readonly Held[]): Promise<ResourceRecord> {
  const tables = held.filter((item) => item.distribution.kind === 'table').map((item) => item.version)
  const filled = prefill(record, suggestFrom(held))
  const columns = tables.flatMap((table) => table.columns.map((column) => column.title))
  const themes = await proposeThemes([filled.title.vi, ...tables.map((table) => table.title), ...columns])
  return {
    ...filled,
    themes: filled.themes.length > 0 ? filled.themes : [themes[0] ?? DEFAULT_THEME],
    licence: filled.licence ?? DEFAULT_LICENCE,
    frequency: filled.frequency ?? DEFAULT_FREQUENCY,
    keywords: filled.keywords.length > 0 ? filled.keywords : keywordsOf(tables),
    description:
      filled.description.vi === '' ? { ...filled.description, vi: describe(filled, tables) } : filled.description,
  }
}

/** Labels of the columns that tell things apart: what people will search for. */
function keywordsOf(tables: readonly Held['version'][]): string[] {
  const labels = tables.flatMap((table) =>
    table.columns.filter((column) => column.role === 'dimension').map((column) => column.title),
  )
  return [...new Set(labels.map((label) => label.toLowerCase().trim()))]
    .filter((label) => /^\p{L}[\p{L}\s]{1,40}$/u.test(label))
    .slice(0, MOST_KEYWORDS)
}

function describe(record: ResourceRecord, tables: readonly Held['version'][]): string {
  const first = tables[0]
  if (!first) return `${record.title.vi}.`
  const rows = tables.reduce((sum, table) => sum + (table.rows ?? 0), 0)
  const columns = first.columns.slice(0, 8).map((column) => column.title)
  const more = first.columns.length > columns.length ? '…' : ''
  const size = tables.length > 1 ? `${tables.length} bảng, ${rows} dòng` : `${rows} dòng`
  return `${record.title.vi}. Gồm ${size}; các cột: ${columns.join(', ')}${more}.`
}
