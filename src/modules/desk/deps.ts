import type { ComponentChildren } from 'preact'
import type { Clock } from '../../platform/clock.ts'
import type { Messages } from '../../platform/messages/index.ts'
import type { DiffRow, Fact, Lang, WaitingWork } from '../../ui/index.ts'
import type { CatalogModule, Change, Resource } from '../catalog/index.ts'
import type { CodeReader } from '../codes/index.ts'
import type { DatasetsModule } from '../datasets/index.ts'
import type { Actor, IdentityModule } from '../identity/index.ts'
import type { DraftChecker } from '../interop/index.ts'

/** What a module shows the approver of a change of its own kind of resource. */
export interface KindReview {
  readonly agency: string
  readonly facts: readonly Fact[]
  /** Parts of the description that change; empty for a new resource. */
  readonly rows: readonly DiffRow[]
  readonly parts: readonly { readonly id: string; readonly title: string; readonly body: ComponentChildren }[]
}

export type ReadKindReview = (
  change: Change,
  look: { readonly actor: Actor; readonly lang: Lang },
) => Promise<KindReview>

/** What another room holds for a person. */
export type ReadWaiting = (look: { readonly actor: Actor; readonly lang: Lang }) => Promise<WaitingWork>

/** What the officers' pages are composed of. */
export interface DeskDeps {
  readonly catalog: CatalogModule
  readonly datasets: DatasetsModule
  readonly identity: IdentityModule
  readonly codes: CodeReader
  readonly messages: Messages
  readonly clock: Clock
  readonly publicUrl: string
  /** What a draft does not keep of DCAT-AP and of the national profile. */
  readonly checkDraft: DraftChecker
  /** Series that a dataset of this agency may join. */
  readonly seriesToJoin: (agencyId: string) => Promise<readonly Resource[]>
  /** Reviews of kinds beside datasets, by kind. */
  readonly reviews: Readonly<Record<string, ReadKindReview>>
  /** Rooms beside datasets whose work stands on the desk too. */
  readonly rooms: readonly ReadWaiting[]
}
