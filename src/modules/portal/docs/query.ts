import { type Static, Type } from 'typebox'

/** `GET /tai-lieu`: which language the samples are in. */
export const DocsQuery = Type.Object({
  doc: Type.Union([Type.Literal('curl'), Type.Literal('python'), Type.Literal('javascript'), Type.Literal('r')], {
    default: 'curl',
  }),
  gui: Type.Union([Type.Literal('curl'), Type.Literal('python'), Type.Literal('javascript')], { default: 'curl' }),
})
export type DocsQuery = Static<typeof DocsQuery>

export function docsHref(query: DocsQuery, change: Partial<DocsQuery>): string {
  const next = { ...query, ...change }
  const params = new URLSearchParams()
  if (next.doc !== 'curl') params.set('doc', next.doc)
  if (next.gui !== 'curl') params.set('gui', next.gui)
  const text = params.toString()
  return text ? `/tai-lieu?${text}` : '/tai-lieu'
}
