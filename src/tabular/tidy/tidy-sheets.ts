import { headerLabels, readLayout, type SheetLayout, type TableLayout } from '../layout/layout.ts'
import { assignRoles } from '../layout/roles.ts'
import type { Sheet } from '../model.ts'
import { decided, findDeviations, stepsOf } from '../recipe/decisions.ts'
import type { Recipe, RecipeStep } from '../recipe/model.ts'
import { machineName, makeUnique } from '../values/fold.ts'
import { bindCodeLists, boundFirst } from './bind-code-lists.ts'
import { noteEmptyGroups } from './empty-groups.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { listsInTime } from './lists-in-time.ts'
import { buildLong } from './long.ts'
import type { DecodedSheets, LongTable, SheetRoles, TidyOptions, TidyResult, TidyTable } from './model.ts'
import { createPlaceBook } from './places.ts'
import { buildRegisterLong } from './register.ts'
import { noteRemoved } from './removed.ts'
import { noteRepeatedPeriods } from './repeated-periods.ts'
import { shownCapitals } from './shown-capitals.ts'
import { noteSpreadLabels } from './spread-fixes.ts'
import { buildWide, type WideTable } from './wide.ts'

interface Found {
  readonly sheet: Sheet
  readonly layout: SheetLayout
  readonly table: TableLayout
  /** Place of the table in the file. */
  readonly index: number
}

interface Work {
  readonly options: TidyOptions
  readonly ledger: Ledger
}

/** The file's name as a title: without folder, extension and the underscores that stand for blanks. */
const titleOfName = (name: string | undefined): string =>
  (name ?? '')
    .replace(/^.*[\\/]/, '')
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replace(/_+/g, ' ')
    .trim()

function findTables(sheets: readonly Sheet[], work: Work): { found: Found[]; layouts: SheetLayout[] } {
  const found: Found[] = []
  const layouts: SheetLayout[] = []
  for (const sheet of sheets) {
    const first = found.length
    const layout = readLayout(sheet, { header: (n, labelsOf) => headerRows(work, first + n, labelsOf) })
    layouts.push(layout)
    for (const table of layout.tables) found.push({ sheet, layout, table, index: found.length })
  }
  return { found, layouts }
}

/** Header rows of a recipe hold where the same labels stand there; in a file that moved they are found anew. */
function headerRows(
  work: Work,
  table: number,
  labelsOf: (rows: readonly number[]) => string,
): readonly number[] | undefined {
  const step = decided(work.options.recipe, 'header', table)
  if (step === undefined || step.labels === undefined || labelsOf(step.rows) === step.labels) return step?.rows
  work.ledger.problem({ code: 'recipe-header-moved', severity: 'warning', params: { table: table + 1 } })
  return undefined
}

/** A unit the officer gave holds while the file prints what it printed then; another printed unit is believed. */
function unitOf(work: Work, found: Found): string | undefined {
  const step = decided(work.options.recipe, 'unit', found.index)
  const printed = found.table.unit
  if (step === undefined || step.printed === printed) return step?.unit ?? printed
  if (printed !== undefined && printed !== step.unit) {
    work.ledger.problem({
      code: 'recipe-unit-differs',
      severity: 'warning',
      params: { before: step.unit, now: printed },
    })
  }
  return printed ?? step.unit
}

/** A long form is made once, when somebody asks for it. */
function lazily(make: () => LongTable): () => LongTable {
  let made: LongTable | undefined
  return () => (made ??= make())
}

const hasMeasures = (wide: WideTable): boolean => wide.columns.some((column) => column.role === 'measure')

/** Tells what the layout left out, filled in or doubts. */
function noteLayout(ledger: Ledger, { table, layout, sheet }: Found, name: string): void {
  noteRepeatedPeriods(ledger, table, sheet.name)
  noteEmptyGroups(ledger, table, layout.grid)
  noteSpreadLabels(ledger, table, layout.grid)
  noteRemoved(ledger, { name, layout, table })
}

function buildTable(work: Work, found: Found, name: string): { table: TidyTable; steps: RecipeStep[] } {
  const { options, ledger } = work
  const lists = listsInTime(options.lists ?? [], found.table)
  const book = createPlaceBook(lists)
  const { segment, body, notes } = found.table
  const { recipe } = options
  const printed = found.table.title ?? titleOfName(options.name)
  const title = decided(recipe, 'title', found.index)?.title ?? printed
  const unit = unitOf(work, found)
  const built = buildWide({ grid: found.layout.grid, layout: found.table, book, ledger, recipe, index: found.index })
  const wide = bindCodeLists(built, { table: found.table, grid: found.layout.grid, lists })
  const long = lazily(() =>
    hasMeasures(wide)
      ? buildLong({
          grid: found.layout.grid,
          layout: found.table,
          book: createPlaceBook(boundFirst(lists, wide)),
          wide,
          title: printed,
          unit,
        })
      : buildRegisterLong(wide),
  )
  noteLayout(ledger, found, name)
  const rows = body.records.map((record) => record.row)
  const table: TidyTable = {
    name,
    title,
    ...(unit === undefined ? {} : { unit }),
    ...(found.sheet.name === undefined ? {} : { sheet: found.sheet.name }),
    columns: wide.columns.map(({ source: _source, axis: _axis, ...column }) => column),
    rows: wide.rows,
    notes,
    main: false,
    get long() {
      return long()
    },
    source: {
      firstRow: rows[0] ?? segment.header[0] ?? 0,
      lastRow: rows.at(-1) ?? segment.header.at(-1) ?? 0,
      firstColumn: segment.band.from,
      lastColumn: segment.band.to - 1,
      headerRows: segment.header,
      recordRows: rows,
    },
  }
  return { table, steps: stepsFor(found, { table, steps: wide.steps }) }
}

function stepsFor(found: Found, made: { table: TidyTable; steps: readonly RecipeStep[] }): RecipeStep[] {
  const { table } = made
  const at = { table: found.index }
  return [
    {
      op: 'table',
      ...at,
      name: table.name,
      ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
      columns: table.columns.map((column) => column.name),
    },
    {
      op: 'header',
      ...at,
      rows: table.source.headerRows,
      labels: headerLabels(found.layout.grid, found.table.segment, table.source.headerRows),
    },
    ...(table.unit === undefined ? [] : [unitStep(found, table.unit)]),
    ...made.steps,
  ]
}

const unitStep = ({ table, index }: Found, unit: string): RecipeStep => ({
  op: 'unit',
  table: index,
  unit,
  ...(table.unit === undefined ? {} : { printed: table.unit }),
})

function nameTables(found: readonly Found[], options: TidyOptions): string[] {
  const names = found.map(({ table, sheet }) => {
    const title =
      table.title ?? (sheet.name && !/^sheet ?\d*$/i.test(sheet.name) ? sheet.name : titleOfName(options.name))
    return machineName(title, 'bang').replaceAll('_', '-')
  })
  return makeUnique(names, '-')
}

/** The first complete table with the most cells near the front is what a reader opens first. */
function pickMain(tables: readonly TidyTable[]): number {
  let best = -1
  tables.forEach((table, i) => {
    const size = (t: TidyTable | undefined): number => (t ? t.rows.length * t.columns.length : 0)
    if (table.rows.length > 0 && size(table) > 2 * size(tables[best])) best = i
  })
  return best < 0 ? 0 : best
}

/** A line alone on a sheet is a remark on the tables of the other sheets, not the header of an empty one. */
const withoutRemarks = (tables: readonly TidyTable[]): readonly TidyTable[] =>
  tables.some((table) => table.rows.length > 0)
    ? tables.filter((table) => table.rows.length > 0 || table.columns.length > 1)
    : tables

/** Recipe of this run: what was decided, followed by the officer's own steps, which stay as they were given. */
function recipeOf(steps: readonly RecipeStep[], given: Recipe | undefined): Recipe {
  const kept = (given?.steps ?? []).filter((step) =>
    ['drop-table', 'title', 'date-order', 'map-name'].includes(step.op),
  )
  return { version: 1, steps: [...steps, ...kept] }
}

/** Turns decoded sheets into tidy tables: wide with typed columns, and long on demand. Pure: no I/O, no clock. */
export function tidySheets(decoded: DecodedSheets, options: TidyOptions = {}): TidyResult {
  const { recipe } = options
  const ledger = createLedger()
  const work: Work = { options, ledger }
  const { found, layouts } = findTables(shownCapitals(decoded.sheets, ledger), work)
  const names = nameTables(found, options)
  const dropped = new Set(
    found.filter(({ index }) => stepsOf(recipe, 'drop-table', index).length > 0).map(({ index }) => index),
  )
  const steps: RecipeStep[] = []
  const tables: TidyTable[] = []
  found.forEach((entry, i) => {
    if (dropped.has(entry.index)) return
    const made = buildTable(work, entry, names[i] ?? `bang-${i + 1}`)
    steps.push(...made.steps)
    if (made.table.rows.length > 0 || made.table.columns.length > 0) tables.push(made.table)
  })
  const kept = withoutRemarks(tables)
  const main = pickMain(kept)
  const sheets = layouts.map(
    (layout): SheetRoles => ({
      ...(layout.grid.sheet.name === undefined ? {} : { sheet: layout.grid.sheet.name }),
      roles: assignRoles(layout),
    }),
  )
  const made = recipeOf(steps, recipe)
  return {
    tables: kept.map((table, i) => (i === main ? markMain(table) : table)),
    sheets,
    removed: ledger.removed(),
    fixes: ledger.fixes(),
    problems: [...decoded.problems, ...ledger.problems(), ...(recipe ? findDeviations(recipe, made) : [])],
    recipe: made,
  }
}

/** Copies keep the getter of the long form. */
const markMain = (table: TidyTable): TidyTable =>
  Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(table), main: { value: true, enumerable: true } },
  ) as TidyTable
