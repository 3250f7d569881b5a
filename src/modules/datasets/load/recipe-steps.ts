import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { RecipeStep } from '../../../tabular/index.ts'
import { errors } from '../errors.ts'
import type { Source } from '../rows-of-store.ts'

const table = Type.Integer({ minimum: 0, maximum: 1000 })
const column = Type.String({ minLength: 1, maxLength: 200 })
const text = Type.String({ minLength: 1, maxLength: 500 })
const literals = <const Names extends readonly string[]>(names: Names) =>
  Type.Union(names.map((name) => Type.Literal(name as Names[number])))

/** What an officer may decide of a file; `table` steps are made by the reader alone. */
const OfficerStep = Type.Union([
  Type.Object({ op: Type.Literal('drop-table'), table }),
  Type.Object({
    op: Type.Literal('header'),
    table,
    rows: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 20 }),
  }),
  Type.Object({ op: Type.Literal('title'), table, title: text }),
  Type.Object({ op: Type.Literal('unit'), table, unit: text }),
  Type.Object({ op: Type.Literal('decimal-sign'), table, sign: literals(['.', ',']) }),
  Type.Object({ op: Type.Literal('date-order'), table, order: literals(['dmy', 'mdy']) }),
  Type.Object({
    op: Type.Literal('type'),
    table,
    column,
    type: literals(['text', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'period']),
  }),
  Type.Object({ op: Type.Literal('dimension'), table, column, kind: literals(['time', 'place', 'category']) }),
  Type.Object({ op: Type.Literal('map-name'), table, column, from: text, to: text }),
])

type OfficerStep = Static<typeof OfficerStep>

export const OfficerSteps = Type.Array(OfficerStep, { minItems: 1, maxItems: 100 })

type Known = Pick<Source, 'understanding' | 'recipe'>

/** Refuses steps that speak of a table, column or row the file does not have; adds what the file itself knows. */
export function checkSteps(steps: readonly unknown[], source: Known): readonly RecipeStep[] {
  return steps.map((step) => {
    if (!Value.Check(OfficerStep, step)) throw errors.badStep()
    requireKnown(step, source)
    return step.op === 'unit' ? { ...step, ...printedUnit(source, step.table) } : step
  })
}

function requireKnown(step: OfficerStep, { understanding, recipe }: Known): void {
  const known = recipe?.steps.find((item) => item.op === 'table' && item.table === step.table)
  if (known?.op !== 'table') throw errors.badStep()
  if ('column' in step && !known.columns.includes(step.column)) throw errors.badStep()
  if (step.op !== 'header') return
  const picture = understanding?.pictures.find(({ sheet }) => sheet === known.sheet)
  const rows = picture?.totalRows ?? 0
  if (!isRun(step.rows) || step.rows.some((row) => row >= rows - 1)) throw errors.badHeader()
}

// A header is one block: with a gap the row between would be neither label nor record.
function isRun(rows: readonly number[]): boolean {
  return rows.every((row, index) => index === 0 || row === (rows[index - 1] ?? 0) + 1)
}

// The unit holds for later files as long as they print what this one prints.
function printedUnit({ recipe }: Known, table: number): { readonly printed?: string } {
  const step = recipe?.steps.findLast((item) => item.op === 'unit' && item.table === table)
  return step?.op === 'unit' && step.printed !== undefined ? { printed: step.printed } : {}
}
