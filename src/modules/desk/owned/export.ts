import { Readable } from 'node:stream'
import { xlsxBytes } from '../../../platform/duck/exports/xlsx.ts'
import type { Value } from '../../../tabular/index.ts'
import type { Lang } from '../../../ui/index.ts'
import { stateOf } from './list-page.tsx'
import type { OwnedRow } from './read-owned.ts'
import { ownedWords } from './words.ts'

const TYPES = {
  title: 'text',
  agency: 'text',
  state: 'text',
  version: 'integer',
  published: 'date',
  due: 'date',
  rows: 'integer',
  quality: 'integer',
  address: 'text',
} as const

/** The list of datasets as a workbook, for those who keep their own books. */
export function ownedWorkbook(
  rows: readonly OwnedRow[],
  { lang, publicUrl }: { lang: Lang; publicUrl: string },
): Readable {
  const say = ownedWords(lang)
  const names = Object.keys(TYPES) as (keyof typeof TYPES)[]
  const layout = {
    names,
    headers: names.map((name) => say.columns[name]),
    types: names.map((name) => TYPES[name]),
    locale: lang,
    title: say.title,
  }
  const lines = rows.map(({ resource, title, agency, fresh }): readonly Value[] => [
    title,
    agency,
    say.states[stateOf(resource.state, fresh)],
    resource.version,
    resource.publishedAt?.toISOString().slice(0, 10) ?? null,
    resource.summary.dueOn ?? null,
    resource.summary.rows ?? null,
    resource.summary.quality ?? null,
    `${publicUrl}/bo-du-lieu/${resource.slug}`,
  ])
  return Readable.from(xlsxBytes(layout, Readable.from([lines])))
}
