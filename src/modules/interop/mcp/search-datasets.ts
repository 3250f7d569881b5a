import { Type } from 'typebox'
import type { StoredHit } from '../../catalog/index.ts'
import { defineTool } from './tool.ts'

const PAGE_ROWS = 20

/** Finds datasets by words. */
export const searchDatasets = defineTool({
  name: 'search_datasets',
  title: 'Tìm bộ dữ liệu',
  description:
    'Find open datasets of Vietnamese state agencies by words (Vietnamese with or without diacritics). Returns slug, title, agency, ' +
    'formats, rows and page address. Use describe_dataset next to see tables and columns.',
  input: Type.Object({
    query: Type.String({ maxLength: 300, default: '', description: 'Words; empty lists the newest datasets' }),
    agency: Type.Optional(Type.String({ maxLength: 100, description: 'Code of the agency, as in earlier results' })),
    theme: Type.Optional(Type.String({ maxLength: 100, description: 'Code of the theme' })),
    page: Type.Integer({ minimum: 1, maximum: 500, default: 1 }),
  }),
  async run({ catalog, publicUrl }, { lang }, { query, agency, theme, page }) {
    const found = await catalog.engine.search({
      q: query,
      filters: {
        kind: ['dataset'],
        ...(agency === undefined ? {} : { agency: [agency] }),
        ...(theme === undefined ? {} : { theme: [theme] }),
      },
      facets: ['theme', 'agency'],
      ...(query === '' ? { sort: { number: 'updatedAt', order: 'desc' } } : {}),
      offset: (page - 1) * PAGE_ROWS,
      limit: PAGE_ROWS,
      lang,
    })
    return {
      total: found.total,
      datasets: found.hits.map(({ title, stored, snippet }) => {
        const { slug, agency: by, agencyCode, formats, rows, publishedAt } = JSON.parse(stored) as StoredHit
        const counted = rows === undefined ? {} : { rows }
        const url = `${publicUrl}/bo-du-lieu/${slug}`
        return {
          slug,
          title,
          summary: snippet,
          agency: by,
          agency_code: agencyCode,
          formats,
          published_at: publishedAt,
          ...counted,
          url,
        }
      }),
      facets: found.facets,
    }
  },
})
