import { type Static, Type } from 'typebox'
import type { Version } from '../../datasets/index.ts'

/** What the address of a dataset page says besides the dataset: which table, seen how, narrowed to what. */
export const DatasetQuery = Type.Object(
  {
    bang: Type.Optional(Type.String({ format: 'uuid' })),
    xem: Type.Union([Type.Literal('bang'), Type.Literal('bieu-do'), Type.Literal('ban-do')], { default: 'bang' }),
    xep: Type.Optional(Type.String({ maxLength: 200 })),
    tim: Type.Optional(Type.String({ maxLength: 200 })),
    'dia-gioi': Type.Optional(Type.Literal('34', { description: 'Xem bảng 63 tỉnh cũ theo 34 tỉnh từ 01/07/2025' })),
    do: Type.Optional(Type.String({ maxLength: 200, description: 'Cột được vẽ' })),
    sau: Type.Optional(Type.String({ maxLength: 8000 })),
    ma: Type.Union([Type.Literal('curl'), Type.Literal('python'), Type.Literal('r'), Type.Literal('javascript')], {
      default: 'curl',
    }),
    'da-gui': Type.Optional(Type.String({ maxLength: 10 })),
  },
  { additionalProperties: Type.Union([Type.String({ maxLength: 500 }), Type.Array(Type.String({ maxLength: 500 }))]) },
)
export type DatasetQuery = Static<typeof DatasetQuery>

/** Chosen values of columns: `c.vung=Đông Nam Bộ`. */
export function chosenValues(query: DatasetQuery, version: Version): ReadonlyMap<string, string> {
  const given = query as Readonly<Record<string, unknown>>
  const chosen = version.columns.flatMap((column): [string, string][] => {
    const value = given[`c.${column.name}`]
    return typeof value === 'string' && value !== '' ? [[column.name, value]] : []
  })
  return new Map(chosen)
}

/** Address of the page with some parameters changed; an empty value takes one away. */
export function datasetHref(
  slug: string,
  query: DatasetQuery,
  change: Readonly<Record<string, string | undefined>>,
): string {
  const params = new URLSearchParams()
  const next: Record<string, unknown> = { ...query, sau: undefined, 'da-gui': undefined, ...change }
  for (const [name, value] of Object.entries(next)) {
    if (typeof value === 'string' && value !== '' && !isDefault(name, value)) params.set(name, value)
  }
  const text = params.toString()
  return `/bo-du-lieu/${slug}${text ? `?${text}` : ''}`
}

function isDefault(name: string, value: string): boolean {
  return (name === 'xem' && value === 'bang') || (name === 'ma' && value === 'curl')
}
