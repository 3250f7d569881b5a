import type { Said } from '../../../platform/errors.ts'
import type { Rule } from '../rules/model.ts'

/** One thing the checks have found, with the way to mend it. */
export interface Finding {
  readonly rule: Rule
  /** `stop` keeps it from review. */
  readonly severity: 'stop' | 'warn'
  /** Field of the form where it is mended, or `items`, `relations`, `roadmap`. */
  readonly field: string
  readonly said: Said
  readonly mend: Said
}

/** Facts about the world around a record that the checks need. */
export interface CheckFacts {
  /** ISO 8601 day in Viet Nam. */
  readonly day: string
  readonly owner: { readonly name: string; readonly ended: boolean; readonly successor: string | undefined }
  /** Other databases that hold the same items. */
  readonly twins: readonly { readonly name: string; readonly agency: string; readonly shared: readonly string[] }[]
  /** Other databases that say they hold master data of the same entities. */
  readonly masters: readonly { readonly name: string; readonly entity: string }[]
  /** Names along a ring of relations through this database; empty when there is none. */
  readonly circle: readonly string[]
  /** Year of the last yearly review; undefined when there was none, or before the first publication. */
  readonly reviewedIn: number | undefined
  readonly published: boolean
}
