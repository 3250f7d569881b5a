import type { Actor } from '../../identity/index.ts'
import { ckanErrors } from './errors.ts'

/** Parameters as they came: text, lists of text (a repeated parameter), or whatever a JSON body held. */
export type Params = Readonly<Record<string, unknown>>

/** The file part `upload` of a multipart body, on the disk until the call is answered. */
export interface UploadPart {
  readonly fileName: string
  readonly path: string
  readonly bytes: number
}

/** One call of an action, whatever the transport was. */
export interface ActionCall {
  readonly actor: Actor
  /** Where the call comes from; visitors take turns by it. */
  readonly address?: string
  readonly params: Params
  readonly upload: UploadPart | undefined
  readonly lang: 'vi' | 'en'
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal
}

/** What stands in `result`: a value, or its finished JSON text. */
export type ActionAnswer =
  | { readonly result: unknown /** Keys beside `result`. */; readonly beside?: Readonly<Record<string, unknown>> }
  | { readonly json: string }
  /** The whole body, envelope and all, ready to be sent. */
  | { readonly body: Buffer; readonly etag: string }

/** One function of the CKAN Action API v3, `/api/3/action/{name}`. */
export interface Action {
  /** Writing actions answer POST only. */
  readonly writes: boolean
  /** What `help_show` says. */
  readonly help: string
  run(call: ActionCall): Promise<ActionAnswer>
}

/** Every action by name; modules beside this one add theirs before the first request. */
export type Actions = Map<string, Action>

/** A reading action. */
export function reading(help: string, answer: (call: ActionCall) => unknown): Action {
  return { writes: false, help, run: async (call) => ({ result: await answer(call) }) }
}

/** A writing action. */
export function writing(help: string, answer: (call: ActionCall) => Promise<unknown>): Action {
  return { writes: true, help, run: async (call) => ({ result: await answer(call) }) }
}

/** Text of a parameter; the first of a list. Empty text is no text. */
export function textOf(params: Params, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = params[name]
    const one: unknown = Array.isArray(value) ? value[0] : value
    if (typeof one === 'string' && one !== '') return one
    if (typeof one === 'number' || typeof one === 'boolean') return String(one)
  }
  return undefined
}

/** Text of a parameter that must be there; 409 `{"name":["Missing value"]}` without. */
export function requireText(params: Params, ...names: readonly string[]): string {
  const text = textOf(params, ...names)
  if (text === undefined) throw ckanErrors.missing(names[0] ?? '')
  return text
}

const TRUE = new Set(['true', 'yes', 'on', 't', 'y', '1'])
const FALSE = new Set(['false', 'no', 'off', 'f', 'n', '0'])

/** A yes or no, as JSON or any of the words CKAN knows; the fallback for anything else. */
export function booleanOf(params: Params, name: string, fallback: boolean): boolean {
  const word = textOf(params, name)?.toLowerCase()
  if (word === undefined) return fallback
  if (TRUE.has(word)) return true
  return FALSE.has(word) ? false : fallback
}

export interface Whole {
  readonly fallback: number
  /** Silently no more than this. */
  readonly most?: number
  /** Less than zero means all; otherwise it is refused. */
  readonly negative?: 'all'
}

/** A whole number; 409 for anything else. */
export function wholeOf(params: Params, name: string, { fallback, most = Infinity, negative }: Whole): number {
  const text = textOf(params, name)
  if (text === undefined) return Math.min(fallback, most)
  const value = Number(text.trim())
  if (!Number.isSafeInteger(value)) throw ckanErrors.invalid({ [name]: ['Invalid integer'] })
  if (value >= 0) return Math.min(value, most)
  if (negative === 'all') return most
  throw ckanErrors.invalid({ [name]: ['Must be a natural number'] })
}

/** A list: JSON text, a repeated parameter, a JSON list, or one word; with `commas` also words between commas. */
export function listOf(params: Params, name: string, { commas = false } = {}): readonly string[] {
  const value = params[name]
  if (value === undefined || value === null || value === '') return []
  if (Array.isArray(value)) return value.flatMap((one: unknown) => (isScalar(one) ? [String(one)] : []))
  if (!isScalar(value)) throw ckanErrors.invalid({ [name]: ['Not a list'] })
  const text = String(value).trim()
  if (text.startsWith('[')) {
    const read = jsonList(text)
    if (read) return read
  }
  return commas ? text.split(',').flatMap((part) => part.trim() || []) : [text]
}

function jsonList(text: string): readonly string[] | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read.flatMap((one: unknown) => (isScalar(one) ? [String(one)] : [])) : undefined
  } catch {
    return undefined
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
