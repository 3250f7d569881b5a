import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'

const SHARED = { allErrors: true, useDefaults: true, removeAdditional: false, strict: false } as const

/** Query strings and paths are text and get coerced; JSON bodies must have the right types already. */
export function compileValidators(http: FastifyInstance): void {
  const lenient = new Ajv({ ...SHARED, coerceTypes: 'array' })
  const strict = new Ajv({ ...SHARED, coerceTypes: false })
  addFormats.default(lenient)
  addFormats.default(strict)
  http.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : lenient).compile(schema as object),
  )
}
