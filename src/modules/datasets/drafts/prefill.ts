import type { ResourceRecord } from '../../catalog/index.ts'
import type { Held } from '../model.ts'
import { hitsToDecide } from '../personal.ts'

export interface Suggestions {
  readonly title?: string
  readonly areas: readonly string[]
  readonly temporal?: { readonly from: string; readonly to: string }
  readonly source?: string
  readonly personalData?: 'basic' | 'sensitive'
}

const SOURCE_LINE = /^(?:\(?\*?\)?\s*)?(?:nguồn|source)\s*(?:số liệu)?\s*[:：]\s*(.+)$/i

/** What the data themselves say about their description. */
export function suggestFrom(held: readonly Held[]): Suggestions {
  const tables = held.filter((item) => item.distribution.kind === 'table').map((item) => item.version)
  const main = tables[0]
  const notes = tables.flatMap((table) => table.findings.notes ?? [])
  const source = notes.map((note) => SOURCE_LINE.exec(note.trim())?.[1]).find(Boolean)
  const temporal = periodOf(tables)
  const severe = hitsToDecide(held)
  return {
    ...(main?.title ? { title: main.title } : {}),
    areas: tables.some((table) => table.columns.some((column) => column.codeList?.startsWith('province-')))
      ? ['VN']
      : [],
    ...(temporal ? { temporal } : {}),
    ...(source ? { source } : {}),
    ...(severe.length > 0
      ? { personalData: severe.some((hit) => hit.severity === 'sensitive') ? 'sensitive' : 'basic' }
      : {}),
  }
}

/** Fills what the officer left empty; never overwrites what somebody wrote. */
export function prefill(record: ResourceRecord, suggestions: Suggestions): ResourceRecord {
  return {
    ...record,
    title: record.title.vi === '' && suggestions.title ? { ...record.title, vi: suggestions.title } : record.title,
    areas: record.areas.length === 0 ? [...suggestions.areas] : record.areas,
    personalData: record.personalData === 'none' ? (suggestions.personalData ?? 'none') : record.personalData,
    ...(record.temporal === undefined && suggestions.temporal ? { temporal: suggestions.temporal } : {}),
    ...(record.source === undefined && suggestions.source ? { source: suggestions.source } : {}),
  }
}

function periodOf(tables: readonly Held['version'][]): { from: string; to: string } | undefined {
  const bounds = tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const profile = table.profile.find((item) => item.name === column.name)
      const isTime = column.type === 'date' || column.type === 'datetime' || column.type === 'period'
      if (isTime && profile && typeof profile.min === 'string' && typeof profile.max === 'string')
        return [profile.min, profile.max]
      // Years that stand in the labels of the measures, as statistics tables are laid out.
      const years = column.role === 'measure' ? (column.title.match(/\b(?:19|20)\d{2}\b/g) ?? []) : []
      return years
    }),
  )
  const sorted = bounds.map((text) => text.slice(0, 10)).sort()
  const [from, to] = [sorted[0], sorted.at(-1)]
  return from && to ? { from, to } : undefined
}
