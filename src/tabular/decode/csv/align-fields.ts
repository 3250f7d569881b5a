import type { ColumnModel } from './column-model.ts'
import type { Field } from './text-record.ts'

/** Fields that fit the columns one by one, and what it took to make them fit. */
export interface Alignment {
  readonly fields: readonly Field[]
  readonly cost: number
}

const EMPTY: Field = { text: '', quoted: false }
const MERGE = 2
const MERGE_MORE = 0.25
/** Text does not begin or end with a delimiter; an empty field beside it is one delimiter too many. */
const MERGE_EMPTY = 4
const DROP = 2
const SPLIT = 3
const BLANK_AT_CUT = 1
const PAD_INSIDE = 2.5
const PAD_END = 0.7
const MAX_MERGE = 24

/**
 * Fits the fields of a record to the columns by the cheapest mix of: taking a field as it is, joining fields that a
 * delimiter in plain text tore apart, dropping an empty field, cutting a field whose delimiter is missing, and leaving
 * a column empty. No text is lost or moved over another.
 */
export function alignFields(
  fields: readonly Field[],
  columns: readonly ColumnModel[],
  glue: string,
): Alignment | undefined {
  // best[i][j]: the first i fields fill the first j columns.
  const best: (Alignment | undefined)[][] = Array.from({ length: fields.length + 1 }, () => [])
  const first = best[0]
  if (!first) return undefined
  first[0] = { fields: [], cost: 0 }
  for (let i = 0; i <= fields.length; i++) {
    for (let j = 0; j <= columns.length; j++) {
      const from = best[i]?.[j]
      if (!from) continue
      extend({ fields, columns, glue, i, j }, (used, filled, added) => {
        const row = best[i + used]
        const cost = from.cost + added.cost
        if (row && cost < (row[j + filled]?.cost ?? Number.POSITIVE_INFINITY))
          row[j + filled] = { fields: [...from.fields, ...added.fields], cost }
      })
    }
  }
  return best[fields.length]?.[columns.length]
}

interface Position {
  readonly fields: readonly Field[]
  readonly columns: readonly ColumnModel[]
  readonly glue: string
  readonly i: number
  readonly j: number
}

type Offer = (fieldsUsed: number, columnsFilled: number, added: { cost: number; fields: readonly Field[] }) => void

function extend({ fields, columns, glue, i, j }: Position, offer: Offer): void {
  const field = fields[i]
  const column = columns[j]
  const next = columns[j + 1]
  if (column) offer(0, 1, { cost: column.cost(EMPTY) + (i === fields.length ? PAD_END : PAD_INSIDE), fields: [EMPTY] })
  if (!field) return
  if (field.text === '' && !field.quoted) offer(1, 0, { cost: DROP, fields: [] })
  if (!column) return
  offer(1, 1, { cost: column.cost(field), fields: [field] })
  joins({ fields, glue, i, column }, offer)
  if (next && fields.length < columns.length) {
    const cut = cheapestCut(field, column, next)
    if (cut) offer(1, 2, cut)
  }
}

function joins(
  { fields, glue, i, column }: { fields: readonly Field[]; glue: string; i: number; column: ColumnModel },
  offer: Offer,
): void {
  let text = fields[i]?.text ?? ''
  if (fields[i]?.quoted) return
  for (let m = 2; m <= MAX_MERGE && i + m <= fields.length; m++) {
    const added = fields[i + m - 1]
    if (!added || added.quoted) return
    text += glue + added.text
    const joined = { text, quoted: false }
    const hollow = fields[i]?.text === '' || added.text === '' ? MERGE_EMPTY : 0
    offer(m, 1, { cost: column.cost(joined) + MERGE + hollow + MERGE_MORE * (m - 2), fields: [joined] })
  }
}

const MAX_CUT_LENGTH = 600

function cheapestCut(field: Field, left: ColumnModel, right: ColumnModel): Alignment | undefined {
  if (field.text.length > MAX_CUT_LENGTH) return undefined
  let best: Alignment | undefined
  for (let at = 1; at < field.text.length; at++) {
    // A quote between two quoted fields whose delimiter is lost looks like an escaped quote.
    const skip = field.quoted && field.text[at] === '"' ? 1 : 0
    const a: Field = { text: field.text.slice(0, at), quoted: field.quoted }
    const b: Field = { text: field.text.slice(at + skip), quoted: field.quoted && skip === 1 }
    const blank = /\s$/.test(a.text) || /^\s/.test(b.text) ? BLANK_AT_CUT : 0
    const cost = left.cost(a) + right.cost(b) + SPLIT + blank
    if (!best || cost < best.cost) best = { fields: [a, b], cost }
  }
  return best
}
