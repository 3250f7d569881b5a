import { sql } from 'kysely'
import type { Distribution, Held } from './model.ts'
import type { DatasetsDb } from './store.ts'

/** What is current of a distribution, without its columns and profile. */
export interface HeldBrief {
  readonly id: string
  readonly resourceId: string
  readonly kind: Distribution['kind']
  readonly name: string
  readonly url: string | undefined
  readonly version: number
  readonly title: string
  /** `sha256:` and hex of the stored bytes: the file as given, or the Parquet of a table. */
  readonly digest: string
  readonly bytes: number
  readonly mediaType: string
  readonly format: string
  readonly rows: number | undefined
  readonly publishedAt: Date
}

interface BriefRow {
  readonly distribution_id: string
  readonly resource_id: string
  readonly kind: string
  readonly name: string
  readonly url: string | null
  readonly number: number
  readonly title: string
  readonly digest: string
  readonly bytes: number
  readonly media_type: string
  readonly format: string
  readonly row_count: number | null
  readonly published_at: Date
}

/** Current content of many datasets in one query, by dataset id; erased content is left out. */
export async function readCurrentOf(
  db: DatasetsDb,
  resourceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly HeldBrief[]>> {
  if (resourceIds.length === 0) return new Map()
  const { rows } = await sql<BriefRow>`
    select * from (
      select distinct on (v.distribution_id) v.distribution_id, v.resource_id, d.kind, d.name, d.url, d.position, v.number,
        v.title, v.digest, v.bytes, v.media_type, v.format, v.row_count, v.published_at, v.erasure
      from datasets.version v join datasets.distribution d on d.id = v.distribution_id
      where v.resource_id = any(${resourceIds}::uuid[]) and v.number is not null
      order by v.distribution_id, v.number desc
    ) as latest where erasure is null order by position, distribution_id`.execute(db)
  return Map.groupBy(rows.map(briefOf), (held) => held.resourceId)
}

function briefOf(row: BriefRow): HeldBrief {
  return {
    id: row.distribution_id,
    resourceId: row.resource_id,
    kind: row.kind as Distribution['kind'],
    name: row.name,
    url: row.url ?? undefined,
    version: row.number,
    title: row.title,
    digest: row.digest,
    bytes: row.bytes,
    mediaType: row.media_type,
    format: row.format,
    rows: row.row_count ?? undefined,
    publishedAt: row.published_at,
  }
}

/** The same of content that is held already; what no one has published yet would be from this moment. */
export function briefOfHeld({ distribution, version }: Held, at: Date): HeldBrief {
  const { id, resourceId, kind, name, url } = distribution
  const { title, digest, bytes, mediaType, format, rows } = version
  const of = { id, resourceId, kind, name, url, title, digest, bytes, mediaType, format, rows }
  return { ...of, version: version.number ?? 1, publishedAt: version.publishedAt ?? at }
}
