import type { Held } from './model.ts'
import type { PersonalHit } from './reading/understanding.ts'

/** Columns that may not be published openly without a named decision. The telephone of an office is there to be called. */
export function hitsToDecide(held: readonly Held[]): readonly PersonalHit[] {
  return held
    .flatMap((item) => item.version.findings.personal ?? [])
    .filter((hit) => hit.severity !== 'organisation-contact')
}
