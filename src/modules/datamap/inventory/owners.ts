import type { Said } from '../../../platform/errors.ts'
import { createMatcher, type Match, type Matcher } from '../../../tabular/index.ts'
import { type AgencyTree, isInForce } from '../../identity/index.ts'

/** An owner as written, found among the agencies of all times. */
export type FoundOwner =
  | { readonly kind: 'found'; readonly agencyId: string; readonly note: Said | undefined }
  | { readonly kind: 'unknown'; readonly near: readonly string[] }

export interface Owners {
  find(text: string): FoundOwner
}

const SURE: ReadonlySet<string> = new Set(['code', 'name', 'alias', 'former', 'broken'])

/** Finds agencies by code, name, abbreviation or former name; one that was merged gives its successor, with a note. */
export function ownersOf(tree: AgencyTree, day: string): Owners {
  const matcher = matcherOf(tree)
  return { find: (text) => findOwner(text, { tree, matcher, day }) }
}

interface Known {
  readonly tree: AgencyTree
  readonly matcher: Matcher
  readonly day: string
}

function findOwner(text: string, { tree, matcher, day }: Known): FoundOwner {
  const found = matcher.match(text)
  const agency = tree.byCode(text) ?? (SURE.has(found.how) ? tree.byCode(found.code ?? '') : undefined)
  if (!agency) return { kind: 'unknown', near: nearOf(found) }
  const heir = tree.current(agency.id) ?? agency
  if (heir.id === agency.id || isInForce(agency, day)) return { kind: 'found', agencyId: agency.id, note: undefined }
  return { kind: 'found', agencyId: heir.id, note: merged(agency, heir.name) }
}

/** Codes that look like what was written; none is certain. */
function nearOf({ code, candidates = [] }: Match): readonly string[] {
  const near = [code, ...candidates.map((candidate) => candidate.code)]
  return [...new Set(near.filter((one) => one !== undefined))]
}

function merged(
  { name, validTo }: { readonly name: string; readonly validTo: string | undefined },
  heir: string,
): Said {
  const until = validTo === undefined ? '' : ` (hết hiệu lực ${validTo.split('-').toReversed().join('/')})`
  return {
    vi: `${name}${until} đã sáp nhập; cơ sở dữ liệu ghi cho ${heir}.`,
    en: `${name}${validTo === undefined ? '' : ` (ended ${validTo})`} was merged; its databases are noted for ${heir}.`,
  }
}

function matcherOf(tree: AgencyTree): Matcher {
  return createMatcher({
    id: 'datamap-owner',
    title: 'Cơ quan',
    source: 'Nguồn',
    items: tree.all.map(({ code, name, nameEn, aliases }) => ({
      code,
      name,
      ...(nameEn === undefined ? {} : { nameEn }),
      aliases,
    })),
  })
}
