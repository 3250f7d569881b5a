import { Type } from 'typebox'
import type { CkanPackage } from '../../../../formats/ckan/index.ts'
import type { Http } from '../../../../platform/http/index.ts'
import { escapeXml } from '../../../../platform/text.ts'
import { findGroup } from '../actions/group-reads.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { readOwners } from '../packages/owners.ts'
import { requireStore } from '../search/answer-search.ts'
import { searchPackages } from '../search/package-search.ts'
import { ALL, type Query } from '../search/query.ts'
import { queryOf } from '../search/search-params.ts'

const PER_PAGE = 20
const Page = Type.Object({
  page: Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 }),
  q: Type.String({ maxLength: 1000, default: '' }),
})
const Of = Type.Object({ id: Type.String({ minLength: 1, maxLength: 120 }) })

interface Feed {
  readonly path: string
  readonly title: string
  readonly query: Query
  readonly page: number
}

/** Atom feeds (RFC 4287) at CKAN's addresses, 20 datasets a page, the newest first. */
export function ckanFeeds(http: Http, deps: CkanDeps): void {
  for (const [path, id] of [
    ['/feeds/dataset.atom', 'ckanFeed'],
    ['/feeds/custom.atom', 'ckanCustomFeed'],
  ] as const) {
    http.get(
      path,
      {
        schema: { operationId: id, summary: 'Bộ dữ liệu mới (Atom của CKAN)', tags: ['ckan'], querystring: Page },
        config: { permission: 'public', operation: 'interop.ckan-feed' },
      },
      async ({ query: { page, q } }, reply) => {
        const feed = { path, title: 'Bộ dữ liệu', query: queryOf(q), page }
        return reply.type(ATOM).send(await feedText(deps, feed))
      },
    )
  }
  for (const [kind, find] of Object.entries(subjects(deps))) {
    http.get(
      `/feeds/${kind}/:id.atom`,
      {
        schema: {
          operationId: `ckanFeedOf${kind}`,
          summary: 'Bộ dữ liệu mới theo nhóm (Atom của CKAN)',
          tags: ['ckan'],
          params: Of,
          querystring: Page,
        },
        config: { permission: 'public', operation: 'interop.ckan-feed' },
      },
      async ({ params: { id }, query: { page } }, reply) => {
        const { field, value, title } = await find(id)
        const query: Query = { kind: 'term', field, term: { kind: 'phrase', text: value } }
        const path = `/feeds/${kind}/${encodeURIComponent(id)}.atom`
        return reply.type(ATOM).send(await feedText(deps, { path, title, query, page }))
      },
    )
  }
}

const ATOM = 'application/atom+xml; charset=utf-8'

interface Subject {
  readonly field: string
  readonly value: string
  readonly title: string
}

function subjects(deps: CkanDeps): Readonly<Record<string, (id: string) => Promise<Subject>>> {
  return {
    organization: async (id) => {
      const owner = (await readOwners(deps, deps.shelf.dicts)).find(id)
      if (!owner) throw ckanErrors.notFound()
      return { field: 'organization', value: owner.name, title: owner.title }
    },
    group: async (id) => {
      const { name, title } = await findGroup(deps, id)
      return { field: 'groups', value: name, title }
    },
    tag: async (id) => ({ field: 'tags', value: id, title: id }),
  }
}

async function feedText(deps: CkanDeps, { path, title, query, page }: Feed): Promise<string> {
  const store = await requireStore(deps)
  const sort = [{ field: 'metadata_modified', descending: true }]
  const start = (page - 1) * PER_PAGE
  const request = { query, filter: ALL, sort, start, rows: PER_PAGE, facets: [], now: deps.clock.now() }
  const { count, docs } = searchPackages(store, request)
  const dicts = await deps.shelf.dicts.jsonOf(docs.map((doc) => store.ids[doc] ?? ''))
  const datasets = dicts.map((dict) => JSON.parse(dict) as CkanPackage)
  const href = (number: number) => `${deps.publicUrl}${path}?page=${number}`
  const last = Math.max(1, Math.ceil(count / PER_PAGE))
  const updated = datasets[0]?.metadata_modified.slice(0, 23) ?? deps.clock.now().toISOString().slice(0, 23)
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', `${deps.publicUrl}${path}`),
    element('title', title),
    element('updated', `${updated}Z`),
    `<author>${element('name', 'Nguồn')}</author>`,
    link('self', href(page)),
    link('first', href(1)),
    link('last', href(last)),
    ...(page > 1 ? [link('previous', href(page - 1))] : []),
    ...(page < last ? [link('next', href(page + 1))] : []),
    ...datasets.map((dataset) => entryText(deps, dataset)),
    '</feed>',
    '',
  ].join('\n')
}

function entryText({ publicUrl }: CkanDeps, dataset: CkanPackage): string {
  return [
    '<entry>',
    element('id', typeof dataset['uri'] === 'string' ? dataset['uri'] : dataset.id),
    element('title', dataset.title),
    element('updated', `${dataset.metadata_modified.slice(0, 23)}Z`),
    element('published', `${dataset.metadata_created.slice(0, 23)}Z`),
    link('alternate', dataset.url ?? `${publicUrl}/dataset/${dataset.name}`),
    `<link rel="enclosure" type="application/json" href="${escapeXml(`${publicUrl}/api/3/action/package_show?id=${dataset.name}`)}"/>`,
    element('summary', dataset.notes.slice(0, 2000)),
    ...dataset.tags.map((tag) => `<category term="${escapeXml(tag.name)}"/>`),
    '</entry>',
  ].join('\n')
}

function link(rel: string, href: string): string {
  return `<link rel="${rel}" href="${escapeXml(href)}"/>`
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`
}
