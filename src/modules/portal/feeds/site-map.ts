import { Readable } from 'node:stream'
import { escapeXml } from '../../../platform/text.ts'
import { readAddresses, readAddressStarts } from '../../catalog/index.ts'
import type { PortalDeps } from '../deps.ts'

// sitemaps.org allows 50,000 addresses in one file.
const PER_FILE = 50_000
const PER_READ = 2_000

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** The list of site maps: the fixed pages, databases of the map, then datasets by runs of ids. */
export async function siteMapIndex(deps: PortalDeps): Promise<string> {
  const starts = await readAddressStarts(deps.catalog.db, PER_FILE)
  const files = [
    '/sitemap-trang.xml',
    '/sitemap-co-so-du-lieu.xml',
    ...starts.map((id) => `/sitemap-bo-du-lieu.xml?tu=${id}`),
  ]
  const entries = files.map((file) => `<sitemap><loc>${escapeXml(deps.publicUrl + file)}</loc></sitemap>`)
  return `${HEAD}<sitemapindex ${SPACE}>\n${entries.join('\n')}\n</sitemapindex>\n`
}

/** Pages that are there whatever is published. */
export function pagesSiteMap(publicUrl: string, paths: readonly string[]): string {
  const entries = paths.map((path) => `<url><loc>${escapeXml(publicUrl + path)}</loc></url>`)
  return `${HEAD}<urlset ${SPACE}>\n${entries.join('\n')}\n</urlset>\n`
}

/** One run of datasets, read and written a piece at a time. */
export function datasetsSiteMap(deps: PortalDeps, from: string): Readable {
  return Readable.from(datasetLines(deps, from))
}

async function* datasetLines(deps: PortalDeps, start: string): AsyncGenerator<string> {
  yield `${HEAD}<urlset ${SPACE}>\n`
  let from = start
  for (let left = PER_FILE; left > 0; ) {
    // One more than is written, to know where the next piece begins.
    const wanted = Math.min(PER_READ, left)
    const rows = await readAddresses(deps.catalog.db, { from, limit: wanted + 1 })
    yield rows
      .slice(0, wanted)
      .map(({ slug, publishedAt }) => {
        const address = `${deps.publicUrl}/bo-du-lieu/${slug}`
        return `<url><loc>${escapeXml(address)}</loc><lastmod>${publishedAt.toISOString()}</lastmod></url>\n`
      })
      .join('')
    const next = rows[wanted]
    if (!next) break
    from = next.id
    left -= wanted
  }
  yield '</urlset>\n'
}
