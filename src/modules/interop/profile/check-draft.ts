import type { Clock } from '../../../platform/clock.ts'
import type { CatalogModule, Change, Resource } from '../../catalog/index.ts'
import { briefOfHeld, type Held } from '../../datasets/index.ts'
import type { AgencyReader } from '../../identity/index.ts'
import type { EntryReader } from '../entries/entry-reader.ts'
import { seriesProblem } from '../series/choose-series.ts'
import type { ProfileChecker, ProfileFinding } from './check-profile.ts'

/** A draft with the content it would publish. */
export interface CheckedDraft {
  readonly change: Change
  readonly resource: Resource
  readonly proposed: readonly Held[]
}

/** What a draft does not keep of the profiles, violations first; checked once for each saved state of it. */
export type DraftChecker = (draft: CheckedDraft) => Promise<readonly ProfileFinding[]>

/** Drafts whose findings are kept; the one looked at longest ago goes first. */
const MOST_KEPT = 500

interface Kept {
  readonly state: string
  readonly findings: Promise<readonly ProfileFinding[]>
}

/** Holds drafts against the profiles for the page of their officer. */
export function createDraftChecker(deps: {
  readonly entries: EntryReader
  readonly profile: ProfileChecker
  readonly catalog: Pick<CatalogModule, 'db'>
  readonly identity: { readonly agencies: AgencyReader }
  readonly clock: Clock
}): DraftChecker {
  const kept = new Map<string, Kept>()
  const described: DraftChecker = (draft) => {
    const { id } = draft.change
    const state = stateOf(draft)
    const known = kept.get(id)
    const findings = known?.state === state ? known.findings : check(deps, draft)
    kept.delete(id)
    kept.set(id, { state, findings })
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    // What failed is tried again at the next look.
    findings.catch(() => kept.get(id)?.findings === findings && kept.delete(id))
    return findings
  }
  return async (draft) => {
    const [series, findings] = await Promise.all([seriesProblem(deps, draft.change), described(draft)])
    if (!series) return findings
    const { field, message } = series
    return [{ profile: 'nguon', severity: 'violation', field, ...message, value: undefined }, ...findings]
  }
}

/** Changes whenever the description or the content does. */
function stateOf({ change, resource, proposed }: CheckedDraft): string {
  const content = proposed.map(({ version }) => version.id).join(' ')
  return `${change.revision} ${resource.version} ${resource.agencyId} ${content}`
}

async function check(
  { entries, profile, clock }: Parameters<typeof createDraftChecker>[0],
  { change, resource, proposed }: CheckedDraft,
): Promise<readonly ProfileFinding[]> {
  const held = proposed.filter(({ version }) => !version.erasure).map((item) => briefOfHeld(item, clock.now()))
  const entry = await entries.ofDraft({ ...resource, record: change.record }, held)
  const [findings = []] = entry ? await profile.check([entry]) : []
  const wrong = new Set(findings.flatMap(({ severity, field }) => (severity === 'violation' ? [field] : [])))
  // Who is told that a field is wrong need not hear that it should be there.
  const said = findings.filter(({ severity, field }) => severity === 'violation' || !wrong.has(field))
  return said.sort((one, other) => rank(one) - rank(other))
}

function rank({ severity }: ProfileFinding): number {
  return severity === 'violation' ? 0 : 1
}
