import { escapeXml } from '../../../platform/text.ts'
import { countStamped, readOneStamped, readStamped, type Stamped, type StampedWish } from '../../catalog/index.ts'
import type { OaiDeps } from './deps.ts'
import { type OaiFault, type Refused, refuse } from './errors.ts'
import { idOf } from './identifiers.ts'
import { identify, METADATA_FORMATS } from './identify.ts'
import type { ListWish, OaiRequest } from './read-request.ts'
import { headerOf, readTelling, recordOf } from './records.ts'
import { setList, wishOfSet } from './sets.ts'
import { writeToken } from './token.ts'

/** Records a page; what harvesters are used to. */
const PAGE = 100

/** What stands between the request and the end of an answer, a piece at a time. */
export type OaiAnswer = { readonly ok: true; readonly pieces: AsyncIterable<string> | Iterable<string> } | Refused

/** Answers a request that was read well. Nothing is written before it is known that there is no error to say. */
export async function answer(deps: OaiDeps, request: OaiRequest): Promise<OaiAnswer> {
  switch (request.verb) {
    case 'Identify':
      return { ok: true, pieces: [await identify(deps)] }
    case 'ListSets':
      return { ok: true, pieces: ['<ListSets>\n', (await setList(deps)).join('\n'), '\n</ListSets>'] }
    case 'ListMetadataFormats': {
      const { identifier } = request
      const isKnown = identifier === undefined || (await find(deps, identifier)) !== undefined
      if (!isKnown) return unknownId(identifier)
      return { ok: true, pieces: ['<ListMetadataFormats>\n', METADATA_FORMATS, '\n</ListMetadataFormats>'] }
    }
    case 'GetRecord': {
      const stamped = await find(deps, request.identifier)
      if (!stamped) return unknownId(request.identifier)
      const telling = await readTelling(deps, [stamped], request.format)
      return { ok: true, pieces: ['<GetRecord>\n', recordOf(stamped, telling), '</GetRecord>'] }
    }
    case 'ListIdentifiers':
    case 'ListRecords':
      return list(deps, request)
  }
}

function unknownId(identifier: string): OaiAnswer {
  return refuse('idDoesNotExist', `"${identifier}" is no identifier of this repository`)
}

async function find({ catalog, publicUrl }: OaiDeps, identifier: string): Promise<Stamped | undefined> {
  const id = idOf(publicUrl, identifier)
  return id === undefined ? undefined : readOneStamped(catalog.db, id)
}

async function list(deps: OaiDeps, wish: ListWish): Promise<OaiAnswer> {
  const { db } = deps.catalog
  const tree = await deps.identity.agencies.tree()
  const ofSet = wishOfSet(wish.set, tree)
  const none = refuse('noRecordsMatch', 'no record fits the dates, the set and the format')
  if (!ofSet) return none
  const asked: StampedWish = { ...ofSet, from: wish.from, before: wish.before }
  const found = await readStamped(db, { ...asked, after: wish.token, limit: PAGE + 1 })
  // At the end of a list that grew shorter there is an empty page, not an error.
  if (found.length === 0 && !wish.token) return none
  const page = found.slice(0, PAGE)
  const isWhole = found.length <= PAGE
  const total = wish.token?.total ?? (isWhole ? page.length : await countStamped(db, asked))
  const token = tokenOf(wish, { page, total, isWhole })
  if (wish.verb === 'ListIdentifiers') {
    const headers = page.map((stamped) => `${headerOf(stamped, { deps, tree })}\n`)
    return { ok: true, pieces: ['<ListIdentifiers>\n', ...headers, token, '</ListIdentifiers>'] }
  }
  return { ok: true, pieces: records(deps, wish, { page, token }) }
}

// Few enough at a time that nobody else waits.
const AT_ONCE = 20

async function* records(
  deps: OaiDeps,
  { format }: ListWish,
  { page, token }: { page: readonly Stamped[]; token: string },
): AsyncGenerator<string> {
  yield '<ListRecords>\n'
  for (let at = 0; at < page.length; at += AT_ONCE) {
    const some = page.slice(at, at + AT_ONCE)
    const telling = await readTelling(deps, some, format)
    yield some.map((stamped) => recordOf(stamped, telling)).join('')
  }
  yield `${token}</ListRecords>`
}

interface Given {
  readonly page: readonly Stamped[]
  readonly total: number
  readonly isWhole: boolean
}

/** The way to the next page; an empty one ends a list of several (§3.5), a list of one page has none. */
function tokenOf(wish: ListWish, { page, total, isWhole }: Given): string {
  const before = wish.token?.cursor ?? 0
  const last = page.at(-1)
  if (isWhole || !last) {
    return wish.token ? `<resumptionToken completeListSize="${total}" cursor="${before}"/>\n` : ''
  }
  const { verb, format: prefix, from, before: until, set } = wish
  const text = writeToken({
    verb,
    prefix,
    ...(from ? { from: from.toISOString() } : {}),
    ...(until ? { before: until.toISOString() } : {}),
    ...(set === undefined ? {} : { set }),
    stamp: last.stamp,
    id: last.id,
    cursor: before + page.length,
    total: Math.max(total, before + page.length),
  })
  return `<resumptionToken completeListSize="${total}" cursor="${before}">${escapeXml(text)}</resumptionToken>\n`
}

/** What stands in place of an answer. */
export function faultXml({ code, message }: OaiFault): string {
  return `<error code="${code}">${escapeXml(message)}</error>`
}
