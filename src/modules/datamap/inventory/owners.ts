import type { Said } from '../../../platform/errors.ts'
import { createMatcher, type Matcher } from '../../../tabular/index.ts'
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
  return {
    find(text) {
      const coded = tree.byCode(text)
      const found = coded ? undefined : matcher.match(text)
      const code = coded?.code ?? (found?.code !== undefined && SURE.has(found.how) ? found.code : undefined)
      const agency = code === undefined ? undefined : tree.byCode(code)
      if (!agency) {
        const near = [found?.code, ...(found?.candidates ?? []).map((candidate) => candidate.code)]
        return { kind: 'unknown', near: [...new Set(near.filter((one) => one !== undefined))] }
      }
      const heir = tree.current(agency.id) ?? agency
      if (heir.id === agency.id || isInForce(agency, day))
        return { kind: 'found', agencyId: agency.id, note: undefined }
      return { kind: 'found', agencyId: heir.id, note: merged(agency, heir.name) }
    },
  }
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
