import type { FieldProblem } from '../../../platform/errors.ts'
import type { Change, Resource } from '../model.ts'

/** What keeps a draft from review beside what its kind asks for, e.g. a national profile. */
export type ReviewCheck = (draft: { change: Change; resource: Resource }) => Promise<readonly FieldProblem[]>
