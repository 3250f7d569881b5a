import { type Static, Type } from 'typebox'
import type { MapFilter } from './model.ts'

const Text = Type.Optional(Type.String({ maxLength: 200 }))

/** What the address of the map says. Names are short because the address is shown and shared. */
export const MapQuery = Type.Object({
  q: Text,
  lop: Type.Optional(Type.Union(['', '1', '2', '2a', '2b', '2c', '3'].map((one) => Type.Literal(one)))),
  'linh-vuc': Text,
  'co-quan': Text,
  noi: Type.Optional(Type.Union([Type.Literal(''), Type.Literal('khong')])),
  tu: Text,
  den: Text,
  trang: Type.Integer({ minimum: 1, maximum: 100_000, default: 1 }),
})
export type MapQuery = Static<typeof MapQuery>

export function filterOf(query: MapQuery): MapFilter {
  return {
    text: query.q,
    databaseClass: query.lop || undefined,
    sector: query['linh-vuc'] || undefined,
    agencyCode: query['co-quan'] || undefined,
    unlinked: query.noi === 'khong',
  }
}

export const MAP_PATH = '/ban-do-du-lieu'

/** Address of the map, or of one of its downloads, with some parameters changed; an empty value takes one away. */
export function mapHref(query: MapQuery, change: Readonly<Record<string, string | undefined>>, ending = ''): string {
  const params = new URLSearchParams()
  const next: Record<string, unknown> = { ...query, trang: undefined, ...change }
  for (const [name, value] of Object.entries(next)) {
    if (typeof value === 'string' && value !== '') params.set(name, value)
  }
  const text = params.toString()
  return `${MAP_PATH}${ending}${text ? `?${text}` : ''}`
}
