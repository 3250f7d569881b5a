import type { Clock } from '../../platform/clock.ts'
import type { Ids } from '../../platform/ids.ts'
import type { NodeKeys } from '../../platform/secrets/index.ts'
import type { CachedAgencies } from './agencies/reader.ts'
import type { IdentityDb } from './db.ts'

/** A letter to a person; the messages of the node carry it. */
export interface Letter {
  readonly to: { readonly personId: string; readonly email: string; readonly name: string }
  readonly subject: string
  readonly text: string
}

/** What the use cases of this module work with. */
export interface IdentityDeps {
  readonly db: IdentityDb
  readonly clock: Clock
  readonly ids: Ids
  readonly keys: NodeKeys
  readonly agencies: CachedAgencies
  /** Origin for links, without a trailing slash. */
  readonly publicUrl: string
  /** Sends in the caller's transaction where the node can; absent, links are copied by hand. */
  readonly send?: (tx: IdentityDb, letter: Letter) => Promise<void>
}
