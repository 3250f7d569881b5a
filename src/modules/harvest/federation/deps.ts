import type { NodeKind } from '../../../formats/nguon/wire.ts'
import type { Objects } from '../../../platform/objects/index.ts'
import type { NodeKeys } from '../../../platform/secrets/index.ts'
import type { CatalogModule } from '../../catalog/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { HarvestDeps } from '../deps.ts'
import type { HarvestDb } from '../records/record-store.ts'
import type { ClientDeps } from './client.ts'

/** What reading another node needs. */
export interface NodeReadingDeps extends ClientDeps {
  readonly db: HarvestDb
  readonly catalog: Pick<CatalogModule, 'takeAnswer'>
  /** Who this node is. */
  readonly thisNode: () => Promise<ThisNode>
}

/** What this node calls itself. */
export interface ThisNode {
  readonly id: string
  readonly name: string
  readonly kind: NodeKind
  readonly agencyCode: string | undefined
}

/** What the directory of nodes needs. */
export interface FederationDeps extends NodeReadingDeps {
  readonly harvest: HarvestDeps
  readonly catalog: CatalogModule
  readonly keys: Pick<NodeKeys, 'publicKey' | 'sign'>
  readonly objects: Objects
  /** Removes bytes that no dataset of this node has; gives the number of those that do. */
  readonly removeUnused: (digest: string) => Promise<number>
  /** The operator says what this node is. */
  readonly describeThisNode: (
    actor: Actor,
    given: Omit<ThisNode, 'id' | 'kind'> & { readonly kind: string },
  ) => Promise<ThisNode>
}
