import { join } from 'node:path'
import type { Vocabulary } from './formats/model.ts'
import { codeUrisOf, createVocabulary } from './formats/vocabulary.ts'
import { catalogFields } from './modules/catalog/index.ts'
import { readSeedLists } from './modules/codes/index.ts'
import type { HarvestModule } from './modules/harvest/index.ts'
import { createProfileChecker, type ProfileChecker, readProfiles } from './modules/interop/index.ts'
import type { NodeResources } from './node.ts'
import { createDuck, type Duck } from './platform/duck/index.ts'
import { createFollowers, type Followers } from './platform/events/index.ts'
import { createOutgoing, type Outgoing } from './platform/http-out/index.ts'
import { createMessages, type Messages } from './platform/messages/index.ts'
import { createSearchEngine, type SearchEngine } from './platform/search/index.ts'

export interface ModuleOptions {
  /** For fault tests: called at named steps of writing. */
  readonly step?: (name: string) => Promise<void> | void
  /** For tests, which have no Internet. */
  readonly outgoing?: Outgoing
  /** Shorter waits between tries of a harvest, for tests. */
  readonly harvestWaits?: HarvestModule['deps']['waits']
}

/** What modules share beside the node's store, keys and blobs. */
export interface Means {
  readonly options: ModuleOptions
  readonly followers: Followers
  readonly engine: SearchEngine
  readonly duck: Duck
  /** To where links of officers lead. */
  readonly outgoing: Outgoing
  /** To sources named by the operator, who may vouch for hosts on a network of the State's own. */
  readonly toSources: Outgoing
  readonly messages: Messages
  /** Code lists for other people's protocols, and the profiles that records are held against. */
  readonly vocabulary: Vocabulary
  readonly profile: ProfileChecker
  close(): Promise<void>
}

export async function createMeans(node: NodeResources, options: ModuleOptions): Promise<Means> {
  const { database, clock, ids, keys, log, config, objects } = node
  const { dataDir, publicUrl, smtpUrl } = config
  const search = { fields: catalogFields, snapshotPath: join(dataDir, 'search'), now: () => clock.now() }
  const engine = await createSearchEngine(search)
  const duck = await createDuck({ dir: join(dataDir, 'duck'), objects, log })
  const outgoing = options.outgoing ?? createOutgoing()
  const toSources = options.outgoing ?? createOutgoing({ trustedHosts: config.nodeHosts })
  const lists = await readSeedLists()
  const vocabulary = createVocabulary(lists, publicUrl)
  const profiles = await readProfiles(join(dataDir, 'profiles'))
  const profile = createProfileChecker(profiles, { vocabulary, codeUris: codeUrisOf(lists, publicUrl) })
  return {
    options,
    followers: createFollowers(database.pool, log),
    engine,
    duck,
    outgoing,
    toSources,
    messages: createMessages({
      db: database.module<'messages'>(),
      clock,
      ids,
      publicUrl,
      smtpUrl,
      seal: (text) => keys.seal(text, 'letter'),
      unseal: (sealed) => keys.unseal(sealed, 'letter'),
    }),
    vocabulary,
    profile,
    close: async () => {
      await Promise.all([engine.close(), duck.close(), outgoing.close(), toSources.close(), profile.close()])
    },
  }
}
