import { RDF_FORMATS, type RdfFormat } from '../../../../formats/rdf/serialise.ts'
import { readCatalogPage } from '../../dcat/catalog-page.ts'
import { writeEntry, writePage } from '../../dcat/write-documents.ts'
import { type Actions, type Params, reading, requireText, textOf, wholeOf } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { defaultSchemaOf } from '../search/answer-search.ts'

// What ckanext-dcat calls the serialisations.
const OTHER_NAMES: Readonly<Record<string, string>> = { xml: 'rdf', n3: 'ttl', turtle: 'ttl', 'json-ld': 'jsonld' }
const PROFILES: ReadonlySet<string> = new Set(['euro_dcat_ap_3', 'euro_dcat_ap_2', 'euro_dcat_ap', 'dcat_vn'])

/** RDF as text, the way ckanext-dcat gives it. */
export function dcatReads(actions: Actions, deps: CkanDeps): void {
  actions.set(
    'dcat_dataset_show',
    reading('A dataset as RDF text; id, format (ttl, xml, jsonld), profiles.', async ({ params }) => {
      checkProfiles(params)
      const format = formatOf(params)
      const entry = await deps.entries.one(requireText(params, 'id'))
      if (!entry) throw ckanErrors.notFound()
      return writeEntry(entry, deps.entries, format)
    }),
  )
  actions.set(
    'dcat_catalog_show',
    reading('A page of the catalogue as RDF text; page, modified_since, format, profiles.', async ({ params }) => {
      checkProfiles(params)
      const format = formatOf(params)
      return writePage(await pageOf(deps, params, format), deps.entries, format)
    }),
  )
  actions.set(
    'dcat_datasets_list',
    reading('Datasets of a page of the catalogue; page, modified_since.', async ({ params }) => {
      const { entries } = await pageOf(deps, params, 'ttl')
      return (await deps.shelf.dicts.packagesOf(entries)).map(defaultSchemaOf)
    }),
  )
}

function formatOf(params: Params): RdfFormat {
  const given = textOf(params, 'format') ?? 'xml'
  const wanted = OTHER_NAMES[given] ?? given
  const format = RDF_FORMATS.find((known) => known === wanted)
  if (!format) throw ckanErrors.invalid({ format: [`Unknown serialization format: ${given}`] })
  return format
}

function checkProfiles(params: Params): void {
  for (const profile of (textOf(params, 'profiles') ?? '').split(',').filter(Boolean)) {
    if (!PROFILES.has(profile)) throw ckanErrors.invalid({ profiles: [`Unknown RDF profiles: ${profile}`] })
  }
}

function pageOf(deps: CkanDeps, params: Params, ending: string) {
  const since = textOf(params, 'modified_since')
  if (since !== undefined && Number.isNaN(Date.parse(since))) {
    throw ckanErrors.invalid({ modified_since: ['Date format incorrect'] })
  }
  const page = wholeOf(params, 'page', { fallback: 1, most: 1_000_000 })
  if (page === 0) throw ckanErrors.invalid({ page: ['Page param must be a positive number starting in 1'] })
  const scope = { path: '/catalog', agency: undefined }
  return readCatalogPage(deps, { scope, wish: { page, modified_since: since }, ending })
}
