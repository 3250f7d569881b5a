import { hash } from 'node:crypto'
import type { AppError } from '../../../platform/errors.ts'
import type { ActionAnswer } from './action.ts'

export const JSON_TYPE = 'application/json;charset=utf-8'
export const SCRIPT_TYPE = 'application/javascript;charset=utf-8'

/** A finished answer: status and body. */
export interface Answer {
  readonly status: number
  readonly body: string | Buffer
  /** Known where the same answer is sent many times. */
  readonly etag?: string
}

/** The envelope around what an action gave. */
export function answerOf(answer: ActionAnswer, help: string): Answer {
  if ('body' in answer) return { status: 200, body: answer.body, etag: answer.etag }
  const head = headOf(help)
  if ('json' in answer) return { status: 200, body: `${head}${answer.json}}` }
  const beside = answer.beside ? `,${JSON.stringify(answer.beside).slice(1, -1)}` : ''
  return { status: 200, body: `${head}${JSON.stringify(answer.result ?? null)}${beside}}` }
}

function headOf(help: string): string {
  return `{"help":${JSON.stringify(help)},"success":true,"result":`
}

/** An answer that will be sent many times, as its bytes: the parts of `result` in the envelope. */
export function finished(parts: readonly Uint8Array[], help: string): { readonly body: Buffer; readonly etag: string } {
  const body = Buffer.concat([Buffer.from(headOf(help)), ...parts, END])
  return { body, etag: `W/"${hash('sha1', body, 'base64url')}"` }
}

const END = Buffer.from('}')

/** Where `help_show` says what an action does. */
export function helpOf(publicUrl: string, name: string): string {
  return `${publicUrl}/api/3/action/help_show?name=${encodeURIComponent(name)}`
}

/** The envelope around an error, or the bare text CKAN sends for what it could not read. */
export function refusalOf(error: AppError, help: string): Answer {
  if (error.code === 'ckan.bad-body') return { status: 400, body: JSON.stringify(error.said.en) }
  const { status, type, fields } = shapeOf(error)
  return { status, body: JSON.stringify({ help, success: false, error: { __type: type, ...fields } }) }
}

interface Shape {
  readonly status: number
  readonly type: string
  readonly fields: Readonly<Record<string, unknown>>
}

const SEARCH: Readonly<Record<string, readonly [number, string]>> = {
  'ckan.search-query': [400, 'Search Query Error'],
  'ckan.search': [409, 'Search Error'],
  'ckan.search-down': [500, 'Search Connection Error'],
}

const KINDS: Readonly<Record<AppError['kind'], readonly [number, string]>> = {
  invalid: [409, 'Validation Error'],
  conflict: [409, 'Validation Error'],
  unauthenticated: [403, 'Authorization Error'],
  forbidden: [403, 'Authorization Error'],
  'not-found': [404, 'Not Found Error'],
  gone: [404, 'Not Found Error'],
  'too-large': [409, 'Validation Error'],
  'too-many': [429, 'Too Many Requests Error'],
  unavailable: [500, 'Internal Server Error'],
}

function shapeOf(error: AppError): Shape {
  const [status, type] = SEARCH[error.code] ?? KINDS[error.kind]
  const faults = error.details.facts?.['faults']
  if (error.code === 'ckan.validation' && typeof faults === 'object') return { status, type, fields: { ...faults } }
  if (error.code === 'http.bug') return { status: 500, type, fields: { message: 'Internal Server Error' } }
  return { status, type, fields: { ...fieldFaults(error), message: messageOf(error, type) } }
}

// Clients cut everything up to the first ": " away, so what they show is the sentence itself.
function messageOf(error: AppError, type: string): string {
  const own = error.code.startsWith('ckan.')
  if (own) return error.said.en
  if (type === 'Authorization Error') return `Access denied: ${error.said.en}`
  return type === 'Not Found Error' ? `Not found: ${error.said.en}` : error.said.en
}

function fieldFaults({ details }: AppError): Readonly<Record<string, readonly string[]>> {
  const byField = Map.groupBy(
    details.fields ?? [],
    ({ field }) => field.replace(/^\//, '').replaceAll('/', '.') || 'message',
  )
  return Object.fromEntries([...byField].map(([field, faults]) => [field, faults.map(({ message }) => message.en)]))
}

const CALLBACK = /^[\w.$]{1,100}$/

/** JSON wrapped for a script tag; undefined when the callback's name could be anything but a name. */
export function scriptOf(body: string | Buffer, callback: string): string | undefined {
  if (!CALLBACK.test(callback)) return undefined
  // Two line ends that JSON allows in texts and old JavaScript did not.
  return `${callback}(${String(body).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')});`
}
