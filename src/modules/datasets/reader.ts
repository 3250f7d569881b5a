import type { Page, PageQuery } from '../../platform/duck/index.ts'
import type { DatasetsDeps } from './deps.ts'
import { errors } from './errors.ts'
import type { Link } from './links/model.ts'
import { readLinks } from './links/store.ts'
import type { Held, Version } from './model.ts'
import type { Judged, Quality } from './quality/model.ts'
import { scoreDataset } from './quality/score.ts'
import { type HeldBrief, readCurrentOf } from './read-brief.ts'
import { refOf } from './rows/table-ref.ts'
import { findDistribution, readCurrent, readVersions } from './store.ts'

/** Narrow questions of other modules and of pages. */
export interface DatasetsReader {
  /** Current content of a dataset. */
  current(resourceId: string): Promise<readonly Held[]>
  /** Current content of many datasets without columns and profiles, by dataset id. */
  currentOf(resourceIds: readonly string[]): Promise<ReadonlyMap<string, readonly HeldBrief[]>>
  /** The dataset a distribution belongs to. */
  datasetOf(distributionId: string): Promise<string | undefined>
  versions(distributionId: string): Promise<readonly Version[]>
  page(version: Version, query: Omit<PageQuery, 'table'>): Promise<Page>
  quality(judged: Judged): Quality
  /** Links of a dataset, with whether they answered at the last check. */
  links(resourceId: string): Promise<readonly Link[]>
}

export function createDatasetsReader(deps: DatasetsDeps): DatasetsReader {
  return {
    current: (resourceId) => readCurrent(deps.db, resourceId),
    currentOf: (resourceIds) => readCurrentOf(deps.db, resourceIds),
    datasetOf: async (distributionId) => (await findDistribution(deps.db, distributionId))?.resourceId,
    versions: (distributionId) => readVersions(deps.db, distributionId),
    page: async (version, query) => {
      if (version.erasure) throw errors.erased(version.erasure.reason, version.erasure.basis)
      return deps.duck.rows.page({ table: refOf(version), ...query })
    },
    quality: scoreDataset,
    links: (resourceId) => readLinks(deps.db, resourceId),
  }
}
