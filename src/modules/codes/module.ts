import type { Clock } from '../../platform/clock.ts'
import type { Follower } from '../../platform/events/index.ts'
import type { Http } from '../../platform/http/index.ts'
import type { CodeList } from '../../tabular/codes/index.ts'
import type { Actor } from '../identity/index.ts'
import { codeRoutes } from './api.ts'
import type { CodesDb } from './db.ts'
import type { CodesDeps } from './deps.ts'
import { type ImportedList, importList } from './import-list.ts'
import { loadSeedLists } from './load-seeds.ts'
import { type CodeReader, createCodeReader } from './reader.ts'
import { isAgencyList, readSeedLists } from './seeds.ts'

export interface CodesModule {
  readonly reader: CodeReader
  /** Keeps the lists in memory fresh; run one in each process. */
  readonly follower: Follower
  /** Loads the built-in lists where needed and returns those of agencies, for `identity.syncAgencies`. */
  loadSeeds(): Promise<readonly CodeList[]>
  importList(actor: Actor, content: unknown): Promise<ImportedList>
  routes(http: Http): void
}

/** Code lists in time: built-in ones and those an operator imports. */
export function createCodesModule({ db, clock }: { readonly db: CodesDb; readonly clock: Clock }): CodesModule {
  const lists = createCodeReader(db)
  const deps: CodesDeps = { db, clock, lists }
  return {
    reader: lists,
    follower: lists.follower,
    async loadSeeds() {
      const seeds = await readSeedLists()
      await loadSeedLists(deps, seeds)
      return seeds.filter(isAgencyList)
    },
    importList: (actor, content) => importList(deps, actor, content),
    routes: (http) => codeRoutes(http, deps),
  }
}
