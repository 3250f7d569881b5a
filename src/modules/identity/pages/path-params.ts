import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'

/** Schema of the parameters of a path: ids, but for those named with the length of their text; no other id reaches the database. */
export function pathParams(path: string, texts: Readonly<Record<string, number>>) {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const schemaOf = (name: string) => {
    const maxLength = texts[name]
    return Type.String(maxLength === undefined ? { format: 'uuid' } : { maxLength })
  }
  return Type.Object(Object.fromEntries(names.map((name) => [name, schemaOf(name)])))
}

/** A parameter of the path, which the route guarantees. */
export function pathParam(request: FastifyRequest, name: string): string {
  return (request.params as Readonly<Record<string, string | undefined>>)[name] ?? ''
}
