import type { Entry } from '../../../formats/model.ts'
import { isUuid } from '../../../platform/ids.ts'

/** Where on this node a record lives that came back to us. */
export type OwnAddress = { readonly id: string } | { readonly slug: string }

/**
 * Whether a foreign record describes something of this node, read by another catalogue and now given back (A → B → A):
 * by its URI, the identifiers harvesters keep, or the page it leads to.
 */
export function ownAddressOf(entry: Entry, publicUrl: string): OwnAddress | undefined {
  const { uri, landingPage, extras } = entry
  const addresses = [uri, entry.id, landingPage, extras['uri'], extras['guid'], extras['identifier'], entry.source]
  for (const address of addresses) {
    const own = address === undefined ? undefined : parse(address, publicUrl)
    if (own) return own
  }
  return undefined
}

function parse(address: string, publicUrl: string): OwnAddress | undefined {
  if (!address.startsWith(`${publicUrl}/`)) return undefined
  const [room, ...rest] =
    address
      .slice(publicUrl.length + 1)
      .split(/[?#]/)[0]
      ?.split('/') ?? []
  const name = decode(rest.at(room === 'id' ? 1 : 0) ?? '').replace(/\.(ttl|jsonld|rdf|xml|n3)$/, '')
  if (name === '' || !['id', 'bo-du-lieu', 'dataset'].includes(room ?? '')) return undefined
  return isUuid(name) ? { id: name.toLowerCase() } : { slug: name }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Whether a URI says who the record is: not a blank node, not a number, not the bare address of a site. */
export function isIdentifying(uri: string): boolean {
  if (/^urn:[a-z0-9][a-z0-9-]+:\S+$/i.test(uri)) return true
  if (!URL.canParse(uri)) return false
  const { protocol, pathname, search, hash } = new URL(uri)
  return /^https?:$/.test(protocol) && (pathname.length > 1 || search !== '' || hash.length > 1)
}

/** Whether a record's URI lies with the source itself: it is the owner, not a catalogue that relays it. */
export function isAtHome(uri: string, sourceUrl: string): boolean {
  return URL.canParse(uri) && URL.canParse(sourceUrl) && new URL(uri).host === new URL(sourceUrl).host
}
