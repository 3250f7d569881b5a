import type { Entry, Vocabulary } from '../../formats/model.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Outgoing } from '../../platform/http-out/index.ts'
import type { Ids } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import type { Messages, NewMessage } from '../../platform/messages/index.ts'
import type { CatalogModule } from '../catalog/index.ts'
import type { CodeReader } from '../codes/index.ts'
import type { IdentityModule } from '../identity/index.ts'
import type { SourceKind } from './model.ts'
import type { SourceAdapter } from './port.ts'
import type { HarvestDb } from './records/record-store.ts'
import type { FetcherOptions } from './sources/fetcher.ts'
import type { HostTurns } from './sources/host-turns.ts'

export interface ProfileFinding {
  readonly profile: string
  readonly severity: 'violation' | 'warning'
  readonly field: string
  readonly vi: string
  readonly en: string
}

/** What every use case of harvesting needs. */
export interface HarvestDeps {
  readonly db: HarvestDb
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly catalog: CatalogModule
  readonly identity: IdentityModule
  readonly codes: CodeReader
  readonly outgoing: Outgoing
  /** One question at a time to each host. */
  readonly turns: HostTurns
  readonly vocabulary: Vocabulary
  readonly publicUrl: string
  /** What records do not keep of the profiles, in their order. */
  readonly profile: { check(entries: readonly Entry[]): Promise<readonly (readonly ProfileFinding[])[]> }
  /** The adapter of a kind of source; throws when no module of this program has one. */
  adapter(kind: SourceKind): SourceAdapter
  tell(messages: readonly NewMessage[]): Promise<void>
  /** By mail, to whoever keeps a source. */
  readonly letters: Messages['letters']
  /** For fault tests: called at named steps of writing. */
  readonly step: (name: string) => Promise<void> | void
  /** Shorter waits in tests. */
  readonly waits?: Pick<FetcherOptions, 'sleep' | 'patienceMs' | 'timeoutMs'> & { readonly pageMs?: number }
}
