import type { FastifyRequest } from 'fastify'
import type { Column, Value } from '../../../tabular/index.ts'
import type { Tab } from '../../../ui/index.ts'
import type { DraftView, Held, SheetPicture, Source, TableDifference } from '../../datasets/index.ts'
import { can, queryOf, textIn } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import type { Decider } from '../recipe/decide.tsx'
import { draftHref } from './draft-frame.tsx'

const SAMPLE_ROWS = 10

/** The first rows of a table that a draft would publish. */
export interface TableSample {
  readonly title: string
  readonly sheet: string | undefined
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  readonly total: number
}

export interface DataStepView {
  readonly view: DraftView
  readonly sources: readonly Source[]
  /** The file on this page. */
  readonly source: Source | undefined
  readonly picture: SheetPicture | undefined
  readonly sheetTabs: readonly Tab[]
  readonly samples: readonly TableSample[]
  readonly differences: readonly TableDifference[]
  /** Address with every row of the picture; undefined when they are drawn. */
  readonly allHref: string | undefined
  /** Where decisions about the file go; undefined when nothing may be decided now. */
  readonly decider: Decider | undefined
}

/** Gathers what the data step shows of one file of a draft. */
export async function readDataStep(deps: DeskDeps, request: FastifyRequest, view: DraftView): Promise<DataStepView> {
  const query = queryOf(request)
  const { sources } = view
  const source = sources.find(({ id }) => id === textIn(query, 'tep')) ?? sources[0]
  const pictures = source?.understanding?.pictures ?? []
  const at = Math.min(
    Number.parseInt(textIn(query, 'trang'), 10) || firstWithTable(source),
    Math.max(0, pictures.length - 1),
  )
  const base = `${draftHref(view.change.id, 'data')}${source ? `&tep=${source.id}` : ''}`
  const own = view.proposed.filter(
    ({ distribution, version }) => distribution.kind === 'table' && version.sourceId === source?.id,
  )
  const [samples, differences] = await Promise.all([
    Promise.all(own.map((held) => sampleOf(deps, held))),
    view.resource.version > 0 ? deps.datasets.compareTables(view) : [],
  ])
  return {
    view,
    sources,
    source,
    picture: pictures[at],
    sheetTabs: pictures.map((picture, index) => ({
      href: `${base}&trang=${index}`,
      text: picture.sheet ?? String(index + 1),
      current: index === at,
    })),
    samples,
    differences,
    decider: source && deciderOf(request, view, source),
    allHref: textIn(query, 'dong') === 'du' ? undefined : `${base}&trang=${at}&dong=du`,
  }
}

function deciderOf(
  { lang, actor, csrfToken }: FastifyRequest,
  { change }: DraftView,
  source: Source,
): Decider | undefined {
  const may = change.state === 'draft' && source.state !== 'reading' && can(actor, 'catalog.draft.write', change)
  return may ? { lang, sourceId: source.id, csrfToken } : undefined
}

// A workbook often begins with a cover sheet: the first sheet that became a table is what the officer wants to see.
function firstWithTable(source: Source | undefined): number {
  const { pictures = [], tables = [] } = source?.understanding ?? {}
  const main = tables.find((table) => table.main) ?? tables[0]
  return Math.max(
    0,
    pictures.findIndex((picture) => picture.sheet === main?.sheet),
  )
}

/** The head of a table, staged or published. */
export async function sampleOf(deps: DeskDeps, { version }: Held, limit = SAMPLE_ROWS): Promise<TableSample> {
  const page = await deps.datasets.reader.page(version, { limit })
  const total = version.rows ?? page.rows.length
  return { title: version.title, sheet: version.findings.sheet, columns: version.columns, rows: page.rows, total }
}
