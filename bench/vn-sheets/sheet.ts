/** A cell as it is written; a number with a format shows what the format says. */
export interface CellSpec {
  readonly value: string | number | Date | null
  readonly format?: string
  readonly font?: string
  readonly bold?: boolean
}

export interface Merge {
  readonly startRow: number
  readonly startCol: number
  readonly endRow: number
  readonly endCol: number
}

/** One number of a table with everything that says what it is: what a reader must bring back. */
export interface Fact {
  /** Names the row may go by; the first is as printed. */
  readonly row: readonly string[]
  /** Period as 2016, 2016-Q2, 2016-H1, 2016-04, 2016-04-30; null where the table tells none. */
  readonly time: string | null
  /** Words of column, group and title that tell this number from others. */
  readonly labels: string
  readonly value: number
  /** The same amount written with a scale word in its unit (5,2 tỷ). */
  readonly scaled?: number
  readonly unit: string
  /** A total, mean or share of other numbers of the table: to be left out or marked. */
  readonly derived?: true
}

export interface SheetSpec {
  readonly name: string
  readonly cells: Map<string, CellSpec>
  readonly merges: Merge[]
}

/** A workbook or text file with its answers. */
export interface Workbook {
  readonly name: string
  readonly constructs: readonly string[]
  readonly format: 'xlsx' | 'xls' | 'html' | 'csv'
  readonly sheets: readonly SheetSpec[]
  readonly facts: readonly Fact[]
  /** Text files: how they are written. */
  readonly csv?: { readonly delimiter: string; readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'tcvn3' }
}

/** A column with numbers: its header from top to bottom. */
export interface Leaf {
  readonly path: readonly string[]
  /** Words that tell the column apart; the path if absent. */
  readonly labels?: string
  readonly time?: string
  readonly unit?: string
  readonly derived?: true
  readonly print?: (value: number) => CellSpec['value'] | CellSpec
}

export interface RowSpec {
  /** Texts of the stub columns. */
  readonly stub: readonly (string | number | Date | null)[]
  /** Names for the answers; the last stub text if absent. */
  readonly names?: readonly string[]
  readonly labels?: string
  readonly time?: string
  readonly unit?: string
  /** Numbers, or what stands in place of one; none for a group row. */
  readonly values: readonly (number | string | null)[]
  readonly derived?: true
  readonly bold?: boolean
}

export interface TableSpec {
  /** Lines above: agency, form number, title, unit. */
  readonly above?: readonly (string | readonly (string | null)[])[]
  readonly stub: readonly string[]
  readonly leaves: readonly Leaf[]
  readonly rows: readonly RowSpec[]
  readonly below?: readonly string[]
  /** Words of the title that every number needs. */
  readonly measure?: string
  readonly unit?: string
  readonly time?: string
  /** Page cuts: the header is printed again before these rows. */
  readonly cuts?: readonly number[]
  /** A line with column numbers or letters under the header. */
  readonly numbering?: readonly (string | number)[]
  readonly font?: string
  readonly capitalFont?: string
}

export function newSheet(name: string): SheetSpec {
  return { name, cells: new Map(), merges: [] }
}

const put = (sheet: SheetSpec, [row, column]: readonly [number, number], cell: CellSpec): void => {
  if (cell.value !== null && cell.value !== '') sheet.cells.set(`${row},${column}`, cell)
}

/** Writes a table into a sheet and adds its numbers to the answers; says which row comes next. */
export function placeTable(
  sheet: SheetSpec,
  facts: Fact[],
  { spec, row = 0, column = 0 }: { spec: TableSpec; row?: number; column?: number },
): number {
  let at = placeAbove(sheet, spec, [row, column])
  at = placeHeader(sheet, spec, [at, column])
  for (const [index, line] of spec.rows.entries()) {
    if (spec.cuts?.includes(index)) at = placeHeader(sheet, spec, [at + 1, column])
    placeRow(sheet, facts, { spec, line, at: [at, column] })
    at += 1
  }
  for (const text of spec.below ?? []) put(sheet, [at++, column], { value: text, ...fontOf(spec.font) })
  return at
}

const fontOf = (font: string | undefined): { font?: string } => (font === undefined ? {} : { font })

function placeAbove(sheet: SheetSpec, spec: TableSpec, [row, column]: readonly [number, number]): number {
  let at = row
  const width = spec.stub.length + spec.leaves.length
  for (const line of spec.above ?? []) {
    const texts = typeof line === 'string' ? [line] : line
    for (const [index, text] of texts.entries()) {
      const capital = text !== null && text === text.toUpperCase() ? spec.capitalFont : undefined
      put(sheet, [at, column + index], { value: text, bold: capital !== undefined, ...fontOf(capital ?? spec.font) })
    }
    if (texts.length === 1 && texts[0] !== '' && width > 1)
      sheet.merges.push({ startRow: at, endRow: at, startCol: column, endCol: column + width - 1 })
    at += 1
  }
  return at
}

function placeHeader(sheet: SheetSpec, spec: TableSpec, [row, column]: readonly [number, number]): number {
  const depth = Math.max(1, ...spec.leaves.map((leaf) => leaf.path.length))
  for (const [index, text] of spec.stub.entries()) {
    put(sheet, [row, column + index], { value: text, bold: true, ...fontOf(spec.font) })
    merge(sheet, [row, column + index], [row + depth - 1, column + index])
  }
  for (let level = 0; level < depth; level++) {
    placeLevel(sheet, spec, { level, depth, row, column: column + spec.stub.length })
  }
  if (!spec.numbering) return row + depth
  for (const [index, value] of spec.numbering.entries()) put(sheet, [row + depth, column + index], { value })
  return row + depth + 1
}

interface Level {
  readonly level: number
  readonly depth: number
  readonly row: number
  readonly column: number
}

/** One row of the header: equal labels side by side are one cell, a label without one below it reaches to the bottom. */
function placeLevel(sheet: SheetSpec, { leaves, font }: TableSpec, { level, depth, row, column }: Level): void {
  for (let index = 0; index < leaves.length; ) {
    const path = leaves[index]?.path ?? []
    let end = index
    while (level < path.length - 1 && samePrefix(path, leaves[end + 1]?.path, level)) end += 1
    const text = path[level]
    if (text !== undefined) {
      put(sheet, [row + level, column + index], { value: text, bold: true, ...fontOf(font) })
      const bottom = level === path.length - 1 ? depth - 1 : level
      merge(sheet, [row + level, column + index], [row + bottom, column + end])
    }
    index = end + 1
  }
}

function samePrefix(path: readonly string[], next: readonly string[] | undefined, level: number): boolean {
  return next !== undefined && next.length > level && path.slice(0, level + 1).every((text, at) => next[at] === text)
}

function merge(sheet: SheetSpec, [startRow, startCol]: readonly number[], [endRow, endCol]: readonly number[]): void {
  if (startRow === undefined || startCol === undefined || endRow === undefined || endCol === undefined) return
  if (startRow < endRow || startCol < endCol) sheet.merges.push({ startRow, startCol, endRow, endCol })
}

interface Line {
  readonly spec: TableSpec
  readonly line: RowSpec
  readonly at: readonly [number, number]
}

function placeRow(sheet: SheetSpec, facts: Fact[], { spec, line, at: [row, column] }: Line): void {
  const style = { ...fontOf(spec.font), ...(line.bold ? { bold: true } : {}) }
  for (const [index, value] of line.stub.entries()) {
    put(sheet, [row, column + index], { value, ...style, ...(value instanceof Date ? { format: 'dd/mm/yyyy' } : {}) })
  }
  for (const [index, value] of line.values.entries()) {
    const leaf = spec.leaves[index]
    if (!leaf || value === null) continue
    put(sheet, [row, column + spec.stub.length + index], { ...style, ...cellOf(leaf, value) })
    if (typeof value === 'number') facts.push(factOf({ spec, line, leaf, value }))
  }
}

function cellOf(leaf: Leaf, value: number | string): CellSpec {
  const printed = typeof value === 'number' ? (leaf.print?.(value) ?? value) : value
  return typeof printed === 'object' && 'value' in printed ? printed : { value: printed }
}

const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^nghìn tỷ/i, 1e12],
  [/^tỷ/i, 1e9],
  [/^triệu/i, 1e6],
  [/^nghìn/i, 1e3],
]

function factOf({ spec, line, leaf, value }: Omit<Line, 'at'> & { leaf: Leaf; value: number }): Fact {
  const unit = [line.unit, leaf.unit, spec.unit].find((text) => text !== undefined) ?? ''
  const factor = SCALES.find(([word]) => word.test(unit))?.[1]
  return {
    row: line.names ?? [String(line.stub.at(-1))],
    time: [line.time, leaf.time, spec.time].find((text) => text !== undefined) ?? null,
    labels: wordsFor(spec, line, leaf),
    value,
    ...(factor === undefined ? {} : { scaled: value * factor }),
    unit,
    ...(line.derived || leaf.derived ? { derived: true } : {}),
  }
}

function wordsFor(spec: TableSpec, line: RowSpec, leaf: Leaf): string {
  return [spec.measure, line.labels, leaf.labels ?? leaf.path.join(' ')].filter(Boolean).join(' ')
}
