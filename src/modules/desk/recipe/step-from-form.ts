import { ownValue } from '../../../platform/own-value.ts'
import type { RecipeStep } from '../../../tabular/index.ts'
import { type Form, listIn, textIn } from '../../identity/index.ts'
import type { EditableTable } from './read-recipe.ts'

/** What a form of the recipe page decides otherwise than the file is read now; steps are checked by their use case. */
export function stepsFromForm(form: Form, tables: readonly EditableTable[]): readonly unknown[] {
  const index = Number(textIn(form, 'bang') || Number.NaN)
  const table = tables.find((item) => item.index === index)
  return table ? (ownValue(FORMS, textIn(form, 'viec'))?.(form, table) ?? []) : []
}

type Reader = (form: Form, table: EditableTable) => readonly unknown[]

const FORMS: Readonly<Record<string, Reader>> = {
  'ten-don-vi': (form, { index, title, unit }) => [
    ...changed(textIn(form, 'ten').trim(), title, (text) => ({ op: 'title', table: index, title: text })),
    ...changed(textIn(form, 'don-vi').trim(), unit, (text) => ({ op: 'unit', table: index, unit: text })),
  ],
  'tieu-de': (form, { index, header }) => {
    const rows = listIn(form, 'dong')
      .map(Number)
      .sort((a, b) => a - b)
    return rows.join() === header.join() ? [] : [{ op: 'header', table: index, rows }]
  },
  // Choosing what is read already settles the doubt, for later files too.
  'thap-phan': (form, { index }) => [{ op: 'decimal-sign', table: index, sign: textIn(form, 'dau') }],
  ngay: (form, { index }) => [{ op: 'date-order', table: index, order: textIn(form, 'thu-tu') }],
  cot: columnSteps,
  nhan: nameSteps,
  bo: (_form, { index }) => [{ op: 'drop-table', table: index } satisfies RecipeStep],
}

function changed(text: string, now: string | undefined, step: (text: string) => object): readonly object[] {
  return text === '' || text === now ? [] : [step(text)]
}

function columnSteps(form: Form, { index, columns }: EditableTable): readonly unknown[] {
  return columns.flatMap(({ name, type, kind }) => [
    ...changed(textIn(form, `kieu-${name}`), type, (text) => ({ op: 'type', table: index, column: name, type: text })),
    ...changed(textIn(form, `loai-${name}`), kind, (text) => ({
      op: 'dimension',
      table: index,
      column: name,
      kind: text,
    })),
  ])
}

// The name stands in the form itself: a page opened before another edit must not map a name it did not show.
function nameSteps(form: Form, { index }: EditableTable): readonly unknown[] {
  const fields = Object.keys(form).flatMap((key) => /^nhan-(\d+)$/.exec(key)?.[1] ?? [])
  return fields.flatMap((at) => {
    const [from, column] = [textIn(form, `tu-${at}`), textIn(form, `cot-${at}`)]
    return changed(textIn(form, `nhan-${at}`), from, (to) => ({ op: 'map-name', table: index, column, from, to }))
  })
}
