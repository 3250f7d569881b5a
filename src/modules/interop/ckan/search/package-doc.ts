import { type CkanPackage, firstText } from '../../../../formats/ckan/index.ts'

/** Parts of a dataset that words are found in, one bit each. */
export const PARTS = {
  title: 1,
  name: 2,
  tags: 4,
  groups: 8,
  notes: 16,
  author: 32,
  maintainer: 64,
  res_name: 128,
  res_description: 256,
  res_url: 512,
  rest: 1024,
} as const

export type Part = keyof typeof PARTS

/** What a search needs of a dataset. */
export interface PackageDoc {
  readonly id: string
  readonly name: string
  readonly title: string
  /** Milliseconds since 1970. */
  readonly created: number
  readonly modified: number
  readonly resources: number
  readonly resourceIds: readonly string[]
  readonly tagCount: number
  /** Values by field: matched whole, counted as facets. */
  readonly values: Readonly<Record<string, readonly string[]>>
  /** Other names for the values of a field: found, never counted. */
  readonly aliases: Readonly<Record<string, readonly string[]>>
  readonly texts: readonly (readonly [Part, string])[]
}

// Long texts say the same words again; the first thousand signs of them decide what a dataset is about.
const MOST_CHARS = 12_000
// Values that only ever belong to one dataset: no facet, and nothing anybody filters by.
const UNCOUNTED: ReadonlySet<string> = new Set(['uri', 'issued', 'modified', 'publisher_name', 'spatial'])

/** The searchable side of a dataset as clients see it. */
export function packageDoc(dataset: CkanPackage): PackageDoc {
  const { organization, resources } = dataset
  const extras = dataset.extras.filter(({ key, value }) => !UNCOUNTED.has(key) && value.length <= 200)
  return {
    id: dataset.id,
    name: dataset.name,
    title: dataset.title,
    created: Date.parse(`${dataset.metadata_created.slice(0, 23)}Z`),
    modified: Date.parse(`${dataset.metadata_modified.slice(0, 23)}Z`),
    resources: resources.length,
    resourceIds: resources.map((resource) => resource.id),
    tagCount: dataset.num_tags,
    values: {
      tags: dataset.tags.map((tag) => tag.name),
      groups: dataset.groups.map((group) => group.name),
      organization: organization ? [organization.name] : [],
      owner_org: organization ? [organization.id] : [],
      license_id: dataset.license_id === null ? [] : [dataset.license_id],
      res_format: unique(resources.map((resource) => resource.format)),
      res_type: unique(resources.map((resource) => resource.resource_type)),
      dataset_type: [dataset.type],
      state: [dataset.state],
      capacity: ['public'],
      areas: textsIn(dataset['areas']),
      in_series: textsIn(dataset['in_series']),
      ...Object.fromEntries(extras.map(({ key, value }) => [`extras_${key}`, [value]])),
    },
    aliases: {
      organization: organization ? [organization.title, organization.id] : [],
      groups: dataset.groups.flatMap((group) => [group.title, group.id]),
      tags: dataset.tags.filter((tag) => tag.display_name !== tag.name).map((tag) => tag.display_name),
    },
    texts: textsOf(dataset),
  }
}

function textsOf(dataset: CkanPackage): PackageDoc['texts'] {
  const { organization, resources } = dataset
  const each = (part: Part, pick: (resource: (typeof resources)[number]) => string): readonly [Part, string] => [
    part,
    resources.map(pick).join(' . ').slice(0, MOST_CHARS),
  ]
  return [
    ['title', translated(dataset['title_translated'], dataset.title)],
    ['name', dataset.name],
    ['tags', dataset.tags.map((tag) => tag.display_name).join(' . ')],
    ['groups', dataset.groups.map((group) => group.title).join(' . ')],
    ['notes', translated(dataset['notes_translated'], dataset.notes).slice(0, MOST_CHARS)],
    ['author', dataset.author ?? ''],
    ['maintainer', dataset.maintainer ?? ''],
    each('res_name', ({ name }) => name),
    each('res_description', ({ description }) => description),
    each('res_url', ({ url }) => url),
    ['rest', [organization?.title ?? '', ...dataset.extras.map(({ value }) => value.slice(0, 500))].join(' . ')],
  ]
}

function translated(texts: unknown, plain: string): string {
  if (typeof texts !== 'object' || texts === null) return plain
  const own: Record<string, string> = {}
  for (const [lang, text] of Object.entries(texts) as [string, unknown][])
    if (typeof text === 'string') own[lang] = text
  const first = firstText(own)
  return [first, ...Object.values(own).filter((text) => text !== first)].join(' . ')
}

function textsIn(given: unknown): readonly string[] {
  return Array.isArray(given) ? unique(given.filter((each) => typeof each === 'string')) : []
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== ''))]
}
