import { type OaiDate, readOaiDate } from './dates.ts'
import { type Refused, refuse } from './errors.ts'
import { type ListToken, readToken } from './token.ts'

const FORMATS = ['oai_dc', 'dcat_ap'] as const
export type OaiFormat = (typeof FORMATS)[number]

/** What of a list is asked for. */
export interface ListWish {
  readonly verb: 'ListIdentifiers' | 'ListRecords'
  readonly format: OaiFormat
  readonly from: Date | undefined
  readonly before: Date | undefined
  readonly set: string | undefined
  /** Where the list goes on; undefined at its beginning. */
  readonly token: ListToken | undefined
}

export type OaiRequest =
  | { readonly verb: 'Identify' }
  | { readonly verb: 'ListMetadataFormats'; readonly identifier: string | undefined }
  | { readonly verb: 'ListSets' }
  | { readonly verb: 'GetRecord'; readonly identifier: string; readonly format: OaiFormat }
  | ListWish

export type ReadRequest = { readonly ok: true; readonly request: OaiRequest } | Refused

/** Arguments each verb takes (OAI-PMH 2.0 §4); `!` marks those it needs. */
const ARGUMENTS: Readonly<Record<OaiRequest['verb'], readonly string[]>> = {
  Identify: [],
  ListMetadataFormats: ['identifier'],
  ListSets: ['resumptionToken'],
  GetRecord: ['identifier!', 'metadataPrefix!'],
  ListIdentifiers: ['from', 'until', 'metadataPrefix!', 'set', 'resumptionToken'],
  ListRecords: ['from', 'until', 'metadataPrefix!', 'set', 'resumptionToken'],
}

/** Reads the arguments of a request, in whatever order they came. */
export function readRequest(given: URLSearchParams): ReadRequest {
  const verbs = given.getAll('verb')
  const verb = verbs[0]
  if (verbs.length !== 1 || !isVerb(verb)) {
    return refuse('badVerb', `verb must be given once and be one of ${Object.keys(ARGUMENTS).join(', ')}`)
  }
  const fault = wrongArguments(verb, given)
  if (fault !== undefined) return refuse('badArgument', fault)
  if (verb === 'Identify') return { ok: true, request: { verb } }
  if (verb === 'ListMetadataFormats') {
    return { ok: true, request: { verb, identifier: given.get('identifier') ?? undefined } }
  }
  if (verb === 'ListSets') {
    // All sets come in one answer: no token of ours is out.
    if (given.has('resumptionToken')) return refuse('badResumptionToken', 'this repository gives no token for sets')
    return { ok: true, request: { verb } }
  }
  return verb === 'GetRecord' ? readGet(given) : readList(verb, given)
}

function isVerb(verb: string | undefined): verb is OaiRequest['verb'] {
  return verb !== undefined && Object.hasOwn(ARGUMENTS, verb)
}

function wrongArguments(verb: OaiRequest['verb'], given: URLSearchParams): string | undefined {
  const rules = ARGUMENTS[verb]
  const allowed = rules.map((rule) => rule.replace('!', ''))
  for (const name of new Set(given.keys())) {
    if (name === 'verb') continue
    if (!allowed.includes(name)) return `${verb} takes no argument "${name}"`
    if (given.getAll(name).length > 1) return `the argument "${name}" is given more than once`
    if (given.get(name) === '') return `the argument "${name}" is empty`
  }
  if (given.has('resumptionToken')) {
    return given.size > 2 ? 'resumptionToken is given with other arguments' : undefined
  }
  const missing = rules.find((rule) => rule.endsWith('!') && !given.has(rule.replace('!', '')))
  return missing && `the argument "${missing.replace('!', '')}" is missing`
}

function readFormat(given: URLSearchParams): OaiFormat | undefined {
  return FORMATS.find((known) => known === given.get('metadataPrefix'))
}

function noFormat(given: URLSearchParams): Refused {
  const known = FORMATS.join(', ')
  return refuse('cannotDisseminateFormat', `"${given.get('metadataPrefix') ?? ''}" is none of ${known}`)
}

function readGet(given: URLSearchParams): ReadRequest {
  const format = readFormat(given)
  if (!format) return noFormat(given)
  return { ok: true, request: { verb: 'GetRecord', identifier: given.get('identifier') ?? '', format } }
}

function readList(verb: ListWish['verb'], given: URLSearchParams): ReadRequest {
  const text = given.get('resumptionToken')
  if (text !== null) return goOn(verb, text)
  const format = readFormat(given)
  if (!format) return noFormat(given)
  const dates = readDates(given)
  if (!dates.ok) return dates
  const { from, before } = dates
  return { ok: true, request: { verb, format, from, before, set: given.get('set') ?? undefined, token: undefined } }
}

function goOn(verb: ListWish['verb'], text: string): ReadRequest {
  const token = readToken(text)
  const format = FORMATS.find((known) => known === token?.prefix)
  if (token?.verb !== verb || !format) return refuse('badResumptionToken', 'the token is not one of this list')
  const date = (each: string | undefined) => (each === undefined ? undefined : new Date(each))
  return {
    ok: true,
    request: { verb, format, from: date(token.from), before: date(token.before), set: token.set, token },
  }
}

type Dates = { readonly ok: true; readonly from: Date | undefined; readonly before: Date | undefined } | Refused

function readDates(given: URLSearchParams): Dates {
  const read = new Map<string, OaiDate>()
  for (const name of ['from', 'until']) {
    const text = given.get(name)
    if (text === null) continue
    const date = readOaiDate(text)
    if (!date) return refuse('badArgument', `${name} must be a day 2026-01-31 or a moment 2026-01-31T08:00:00Z`)
    read.set(name, date)
  }
  const [from, until] = [read.get('from'), read.get('until')]
  if (from && until && from.by !== until.by) {
    return refuse('badArgument', 'from and until must both be days or both be moments')
  }
  if (from && until && from.start > until.start) return refuse('badArgument', 'from is later than until')
  return { ok: true, from: from?.start, before: until?.end }
}
