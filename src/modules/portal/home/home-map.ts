import type { SearchHit } from '../../../platform/search/index.ts'
import type { Column } from '../../../tabular/model.ts'
import type { StoredHit } from '../../catalog/index.ts'
import { labelledColumns } from '../dataset/column-labels.ts'
import { drawnMeasure } from '../dataset/drawn-measure.ts'
import { latestRows, type ProvinceLevel, provinceColumn, valuesByProvince } from '../dataset/province-codes.ts'
import type { PortalDeps } from '../deps.ts'

/** Figures by province of a dataset that is here, with where they come from. */
export interface HomeMap {
  readonly slug: string
  readonly title: { readonly vi: string; readonly en?: string | undefined }
  readonly agency: string
  readonly source: string | undefined
  readonly measure: Column
  readonly level: ProvinceLevel
  readonly values: readonly { readonly code: string; readonly value: number }[]
  readonly period: string | undefined
}

const NEWEST = 12
const ROWS_TO_DRAW = 2000
const FEWEST_PROVINCES = 20

/** Finds the newest dataset that a map can be drawn of; looks again only when something newer was published. */
export function createHomeMap(deps: PortalDeps): () => Promise<HomeMap | undefined> {
  let held: { readonly key: string; readonly map: Promise<HomeMap | undefined> } | undefined
  return async () => {
    const sort = { number: 'updatedAt', order: 'desc' } as const
    const { hits } = await deps.catalog.engine.search({ q: '', filters: { kind: ['dataset'] }, sort, limit: NEWEST })
    const key = hits.map((hit) => `${hit.id} ${hit.stored}`).join()
    if (held?.key === key) return held.map
    const map = findMap(deps, hits)
    held = { key, map }
    // A failed reading must not be remembered.
    map.catch(() => (held = undefined))
    return map
  }
}

async function findMap(deps: PortalDeps, hits: readonly SearchHit[]): Promise<HomeMap | undefined> {
  for (const hit of hits) {
    const found = await mapOf(deps, hit)
    if (found) return found
  }
  return undefined
}

async function mapOf(deps: PortalDeps, hit: SearchHit): Promise<HomeMap | undefined> {
  const [resource, held] = await Promise.all([
    deps.catalog.reader.resource(hit.id),
    deps.datasets.reader.current(hit.id),
  ])
  const record = resource?.record
  if (!record) return undefined
  for (const item of held) {
    if (item.distribution.kind !== 'table' || item.version.erasure) continue
    const columns = labelledColumns(item, record)
    const place = provinceColumn(columns)
    const measure = drawnMeasure(columns, {})
    if (!place || !measure) continue
    const page = await deps.datasets.reader.page(item.version, { filter: [], sort: [], limit: ROWS_TO_DRAW })
    const { rows, period } = latestRows(columns, page.rows)
    const values = await valuesByProvince(deps.codes, { place, measure: columns.indexOf(measure), rows })
    if (values.length < FEWEST_PROVINCES) continue
    const stored = JSON.parse(hit.stored) as StoredHit
    const { slug, agency } = stored
    return { slug, agency, title: record.title, source: record.source, measure, level: place.level, values, period }
  }
  return undefined
}
