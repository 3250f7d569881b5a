import { escapeXml } from '../../../platform/text.ts'
import type { StampedWish } from '../../catalog/index.ts'
import type { AgencyTree } from '../../identity/index.ts'
import type { OaiDeps } from './deps.ts'
import { SET_SPEC } from './token.ts'

const AGENCY = 'co-quan'
const THEME = 'chu-de'

/** Sets a record is in: its agency and those above it, its themes. */
export function setsOf(
  { agencyId, themes }: { agencyId: string; themes: readonly string[] },
  tree: AgencyTree,
): readonly string[] {
  const agencies = tree.path(agencyId).map(({ code }) => `${AGENCY}:${code}`)
  return [
    AGENCY,
    ...agencies,
    ...(themes.length > 0 ? [THEME] : []),
    ...themes.map((theme) => `${THEME}:${theme}`),
  ].filter(isSetSpec)
}

function isSetSpec(spec: string): boolean {
  return new RegExp(SET_SPEC).test(spec)
}

/** Which datasets are in a set; undefined for a set that is none. */
export function wishOfSet(spec: string | undefined, tree: AgencyTree): StampedWish | undefined {
  if (spec === undefined || spec === AGENCY) return {}
  if (!isSetSpec(spec)) return undefined
  const [kind, ...rest] = spec.split(':')
  const code = rest.join(':')
  if (kind === AGENCY) {
    const agency = tree.byCode(code)
    return agency && { agencyIds: [...tree.descendants(agency.id)] }
  }
  if (spec === THEME) return { themed: true }
  return kind === THEME && code ? { theme: code } : undefined
}

const MOST_SETS = 20_000

/** Every set that holds a public dataset, with its name in Vietnamese. */
export async function setList({ catalog, identity, entries }: OaiDeps): Promise<readonly string[]> {
  const [tree, { facets }] = await Promise.all([
    identity.agencies.tree(),
    catalog.engine.search({
      q: '',
      filters: { kind: ['dataset'] },
      facets: ['agency', 'theme'],
      facetLimits: { agency: MOST_SETS, theme: MOST_SETS },
      limit: 1,
    }),
  ])
  const set = (spec: string, name: string) =>
    isSetSpec(spec) ? [`<set><setSpec>${escapeXml(spec)}</setSpec><setName>${escapeXml(name)}</setName></set>`] : []
  const theme = (code: string) => entries.vocabulary.labelOf('theme', code)?.['vi'] ?? code
  return [
    ...set(AGENCY, 'Theo cơ quan'),
    ...(facets['agency'] ?? []).flatMap(({ value }) => set(`${AGENCY}:${value}`, tree.byCode(value)?.name ?? value)),
    ...set(THEME, 'Theo chủ đề'),
    ...(facets['theme'] ?? []).flatMap(({ value }) => set(`${THEME}:${value}`, theme(value))),
  ]
}
