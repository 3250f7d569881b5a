import { entryQuads, newDocument } from '../../../formats/dcat/index.ts'
import type { Entry, Vocabulary } from '../../../formats/model.ts'
import type { Quad } from '../../../formats/rdf/terms.ts'
import { type CodeUris, type Profile, type ProfileRule, ruleShape, shapesOf } from '../../../formats/shacl/index.ts'
import { createProfileWorker } from './worker-link.ts'

/** What a record does not keep of the profiles, in the words of the profile file. */
export interface ProfileFinding {
  readonly profile: string
  readonly severity: 'violation' | 'warning'
  /** Field of the officer's form that mends it. */
  readonly field: string
  readonly vi: string
  readonly en: string
  /** The value at fault, where there is one. */
  readonly value: string | undefined
}

export interface ProfileChecker {
  readonly profiles: readonly Profile[]
  /** A profile as SHACL. */
  shapes(profile: Profile): readonly Quad[]
  /** Findings of each record, in their order; checked in a thread of its own. */
  check(entries: readonly Entry[]): Promise<readonly (readonly ProfileFinding[])[]>
  close(): Promise<void>
}

/** Holds records against profiles, which are data: DCAT-AP, the national one, and what the operator adds. */
export function createProfileChecker(
  profiles: readonly Profile[],
  { vocabulary, codeUris }: { vocabulary: Vocabulary; codeUris: CodeUris },
): ProfileChecker {
  const shapes = (profile: Profile) => shapesOf(profile, codeUris)
  // Blank nodes of the shapes are numbered within a profile.
  const all = profiles.flatMap((profile, at) => shapes(profile).map((quad) => apart(quad, at)))
  const rules = new Map(
    profiles.flatMap((profile) =>
      profile.rules.map((rule, index) => [ruleShape(profile.id, index), { rule, profile: profile.id }] as const),
    ),
  )
  const worker = createProfileWorker(all)
  return {
    profiles,
    shapes,
    async check(entries) {
      if (entries.length === 0) return []
      const found = await worker.check(entries.map((entry) => entryQuads(entry, vocabulary, newDocument())))
      return found.map((findings) => {
        const said = findings.flatMap(({ shape, value }) => {
          const known = rules.get(shape)
          return known ? [findingOf(known, value)] : []
        })
        return [...new Map(said.map((each) => [`${each.field} ${each.vi}`, each])).values()]
      })
    },
    close: () => worker.close(),
  }
}

function findingOf(
  { rule, profile }: { rule: ProfileRule; profile: string },
  value: string | undefined,
): ProfileFinding {
  const { severity, field, vi, en } = rule
  return { profile, severity, field, vi, en, value }
}

function apart(quad: Quad, at: number): Quad {
  const own = (term: Quad['object']) =>
    term.termType === 'BlankNode' ? { termType: 'BlankNode', value: `p${at}${term.value}` } : term
  return { subject: own(quad.subject), predicate: quad.predicate, object: own(quad.object) }
}
