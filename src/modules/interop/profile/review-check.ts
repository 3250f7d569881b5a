import type { FieldProblem } from '../../../platform/errors.ts'
import type { Change, Resource } from '../../catalog/index.ts'
import type { EntryReader } from '../entries/entry-reader.ts'
import type { ProfileChecker } from './check-profile.ts'

/** What keeps a draft from review by the profiles, in the officer's words; warnings keep nothing. */
export async function profileProblems(
  { entries, profile }: { entries: EntryReader; profile: ProfileChecker },
  { change, resource }: { change: Change; resource: Resource },
): Promise<readonly FieldProblem[]> {
  const entry = await entries.ofDraft({ ...resource, record: change.record })
  const [findings = []] = entry ? await profile.check([entry]) : []
  return findings
    .filter(({ severity }) => severity === 'violation')
    .map(({ field, vi, en }) => ({ field, message: { vi, en } }))
}
