import type { Change, Resource } from './model.ts'
import { type CatalogDb, findChange, findOpenChange, findResource, findResourceBySlug } from './store.ts'

/** Narrow questions of other modules. */
export interface CatalogReader {
  change(id: string): Promise<Change | undefined>
  openChange(resourceId: string): Promise<Change | undefined>
  resource(id: string): Promise<Resource | undefined>
  /** Also by an old slug. */
  bySlug(slug: string): Promise<Resource | undefined>
}

export function createCatalogReader(db: CatalogDb): CatalogReader {
  return {
    change: (id) => findChange(db, id),
    openChange: (resourceId) => findOpenChange(db, resourceId),
    resource: (id) => findResource(db, id),
    bySlug: (slug) => findResourceBySlug(db, slug),
  }
}
