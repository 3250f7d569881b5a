import { escapeXml } from '../../../platform/text.ts'
import type { DatamapDeps } from '../deps.ts'

// sitemaps.org allows 50,000 addresses in one file.
const MOST = 50_000

/** Pages of the databases that the public may know of, for search engines. */
export async function databasesSiteMap({ db, publicUrl }: Pick<DatamapDeps, 'db' | 'publicUrl'>): Promise<string> {
  const rows = await db
    .selectFrom('datamap.database')
    .select(['slug', 'published_at'])
    .where('listed', '=', true)
    .where('withdrawn', '=', false)
    .orderBy('resource_id')
    .limit(MOST)
    .execute()
  const entries = rows.map(({ slug, published_at }) => {
    const address = escapeXml(`${publicUrl}/ban-do-du-lieu/${slug}`)
    return `<url><loc>${address}</loc><lastmod>${published_at.toISOString()}</lastmod></url>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('')}</urlset>\n`
}
