import { sql } from 'kysely'
import type { CatalogDb } from './store.ts'

/** Address of a public dataset and the day it last changed. */
export interface Address {
  readonly id: string
  readonly slug: string
  readonly publishedAt: Date
}

/** First id of every run of `size` public datasets, in the order of ids: where the pages of a site map begin. */
export async function readAddressStarts(db: CatalogDb, size: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from (
      select id, row_number() over (order by id) as place from catalog.resource
      where kind = 'dataset' and state = 'published' and record ->> 'classification' = 'open'
    ) as numbered where (place - 1) % ${size} = 0 order by id`.execute(db)
  return rows.map((row) => row.id)
}

/** Public datasets from this id on. */
export async function readAddresses(
  db: CatalogDb,
  { from, limit }: { from: string; limit: number },
): Promise<readonly Address[]> {
  const { rows } = await sql<{ id: string; slug: string; published_at: Date }>`
    select id, slug, published_at from catalog.resource
    where kind = 'dataset' and state = 'published' and record ->> 'classification' = 'open' and id >= ${from}::uuid
    order by id limit ${limit}`.execute(db)
  return rows.map((row) => ({ id: row.id, slug: row.slug, publishedAt: row.published_at }))
}
