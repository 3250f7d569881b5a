import type { FastifyRequest } from 'fastify'
import { type Column, orderEvidence, type RecipeStep, readNumber } from '../../../tabular/index.ts'
import type { FileView, SheetPicture, UnmatchedName } from '../../datasets/index.ts'
import { can } from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { sampleOf, type TableSample } from '../draft/read-data-step.ts'

const SAMPLE_ROWS = 3
/** Rows offered as header above the first and below the last row that may be one. */
const ROWS_BELOW = 4
const MOST_HEADER_ROWS = 24
const MOST_EXAMPLES = 3

/** A table as it is read now, with all an officer may decide otherwise. */
export interface EditableTable {
  /** Place in the file, as recipes count. */
  readonly index: number
  readonly title: string
  readonly unit: string | undefined
  readonly columns: readonly Column[]
  readonly header: readonly number[]
  readonly headerChoices: readonly { readonly row: number; readonly text: string }[]
  readonly sign: string | undefined
  readonly order: string
  /** Texts of the file with two readings. */
  readonly numbers: readonly string[]
  readonly dates: readonly string[]
  readonly unmatched: readonly UnmatchedName[]
  readonly sample: TableSample | undefined
}

export interface RecipeView extends FileView {
  readonly tables: readonly EditableTable[]
  /** What the officers decided of this file, the last one last. */
  readonly edits: readonly RecipeStep[]
  readonly mayEdit: boolean
  /** Names of the code lists that have unmatched names. */
  readonly lists: ReadonlyMap<string, readonly string[]>
}

/** Gathers how a file is read and what could be decided otherwise. */
export async function readRecipe(deps: DeskDeps, request: FastifyRequest, sourceId: string): Promise<RecipeView> {
  const file = await deps.datasets.viewFile(request.actor, sourceId)
  const { source, view } = file
  const tables = await Promise.all(
    (source.understanding?.tables ?? []).map(async (table) => editable(deps, file, table)),
  )
  const lists = [...new Set(source.understanding?.unmatched?.map(({ list }) => list))]
  return {
    ...file,
    tables: tables.flatMap((table) => table ?? []),
    edits: source.recipe?.edits ?? [],
    mayEdit: view.change.state === 'draft' && can(request.actor, 'catalog.draft.write', view.change),
    lists: new Map(
      await Promise.all(
        lists.map(async (id) => [id, ((await deps.codes.list(id))?.items ?? []).map(({ name }) => name)] as const),
      ),
    ),
  }
}

type Understood = NonNullable<FileView['source']['understanding']>['tables'][number]

async function editable(deps: DeskDeps, file: FileView, table: Understood): Promise<EditableTable | undefined> {
  const { understanding, recipe } = file.source
  const at = recipe?.steps.find((step) => step.op === 'table' && step.name === table.name)
  if (!at || !understanding) return undefined
  const own = recipe?.steps.filter((step) => step.table === at.table) ?? []
  const { header } = decidedIn(own)
  const picture = understanding.pictures.find(({ sheet }) => sheet === table.sheet)
  const held = heldOf(file, table)
  return {
    index: at.table,
    title: table.title,
    unit: table.unit,
    columns: table.columns,
    ...decidedIn(own),
    ...choicesOf(picture, { table, header }),
    unmatched: understanding.unmatched?.filter((name) => name.table === table.name) ?? [],
    sample: held && (await sampleOf(deps, held, SAMPLE_ROWS)),
  }
}

function decidedIn(steps: readonly RecipeStep[]): Pick<EditableTable, 'header' | 'sign' | 'order'> {
  return {
    header: steps.findLast((step) => step.op === 'header')?.rows ?? [],
    sign: steps.findLast((step) => step.op === 'decimal-sign')?.sign,
    order: steps.findLast((step) => step.op === 'date-order')?.order ?? 'dmy',
  }
}

/** What the picture of the sheet offers to choose from. */
function choicesOf(
  picture: SheetPicture | undefined,
  { table, header }: { table: Understood; header: readonly number[] },
): Pick<EditableTable, 'headerChoices' | 'numbers' | 'dates'> {
  if (!picture) return { headerChoices: [], numbers: [], dates: [] }
  const cells = picture.rows.slice((header.at(-1) ?? -1) + 1).flat()
  return {
    headerChoices: headerChoices(picture, { table, header }),
    numbers: examples(cells, hasTwoReadings),
    dates: examples(cells, (text) => orderEvidence(text) === 'either'),
  }
}

function heldOf({ source, view }: FileView, table: Understood) {
  const names = table.columns.map(({ name }) => name).join()
  return view.proposed.find(
    ({ distribution, version }) =>
      distribution.kind === 'table' &&
      version.sourceId === source.id &&
      version.findings.sheet === table.sheet &&
      version.columns.map(({ name }) => name).join() === names,
  )
}

/** Rows from some way above the table to a few records below its head. */
function headerChoices(
  picture: SheetPicture,
  { table, header }: { table: Understood; header: readonly number[] },
): EditableTable['headerChoices'] {
  const last = Math.max(header.at(-1) ?? 0, table.firstRow - 1) + ROWS_BELOW
  const first = Math.max(0, last - MOST_HEADER_ROWS)
  return picture.rows.slice(first, last + 1).flatMap((cells, at) => {
    const text = [...new Set(cells.filter((cell) => cell.trim() !== ''))].join(' | ')
    return text === '' && !header.includes(first + at) ? [] : [{ row: first + at, text }]
  })
}

function examples(cells: readonly string[], fits: (text: string) => boolean): readonly string[] {
  return [...new Set(cells.map((cell) => cell.trim()))].filter(fits).slice(0, MOST_EXAMPLES)
}

/** Both signs give a number, and not the same one. */
function hasTwoReadings(text: string): boolean {
  if (!/[.,]\d/.test(text)) return false
  const [dot, comma] = [readNumber(text, '.'), readNumber(text, ',')]
  return dot !== undefined && comma !== undefined && dot.value !== comma.value
}
