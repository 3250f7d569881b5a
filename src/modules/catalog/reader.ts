import type { Change, Resource } from './model.ts'
import {
  type CatalogDb,
  findChange,
  findChangeStates,
  findChanges,
  findOpenChange,
  findResource,
  findResourceBySlug,
} from './store.ts'

/** Narrow questions of other modules. */
export interface CatalogReader {
  change(id: string): Promise<Change | undefined>
  /** Those that there are, by id. */
  changes(ids: readonly string[]): Promise<ReadonlyMap<string, Change>>
  /** States alone, of any number. */
  changeStates(ids: readonly string[]): Promise<ReadonlyMap<string, Change['state']>>
  openChange(resourceId: string): Promise<Change | undefined>
  resource(id: string): Promise<Resource | undefined>
  /** Also by an old slug. */
  bySlug(slug: string): Promise<Resource | undefined>
}

export function createCatalogReader(db: CatalogDb): CatalogReader {
  return {
    change: (id) => findChange(db, id),
    changes: (ids) => findChanges(db, ids),
    changeStates: (ids) => findChangeStates(db, ids),
    openChange: (resourceId) => findOpenChange(db, resourceId),
    resource: (id) => findResource(db, id),
    bySlug: (slug) => findResourceBySlug(db, slug),
  }
}
