/** JSON-LD contexts that catalogues name by address, so that nothing is fetched while a record is read. */

const SCHEMA_URLS = ['url', 'contentUrl', 'license', 'sameAs', 'codeRepository', 'image', 'logo', 'isPartOf', 'hasPart']

const SCHEMA = {
  '@vocab': 'http://schema.org/',
  schema: 'http://schema.org/',
  id: '@id',
  type: '@type',
  ...Object.fromEntries(SCHEMA_URLS.map((name) => [name, { '@id': `http://schema.org/${name}`, '@type': '@id' }])),
}

const PREFIXES = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  dcterms: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  locn: 'http://www.w3.org/ns/locn#',
  org: 'http://www.w3.org/ns/org#',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'http://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  time: 'http://www.w3.org/2006/time#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}

// Terms of DCAT by their plain names, as data.json (Project Open Data) and the published DCAT contexts use them.
const DCAT_TERMS: Readonly<Record<string, readonly string[]>> = {
  dcat: [
    'Catalog',
    'Dataset',
    'Distribution',
    'DataService',
    'DatasetSeries',
    'CatalogRecord',
    'contactPoint',
    'dataset',
    'distribution',
    'service',
    'keyword',
    'version',
    'byteSize',
    'startDate',
    'endDate',
  ],
  dct: ['title', 'description', 'identifier', 'issued', 'modified', 'temporal', 'provenance'],
  foaf: ['name', 'primaryTopic'],
  vcard: ['fn'],
}
const DCAT_LINKS: Readonly<Record<string, readonly string[]>> = {
  dcat: [
    'accessURL',
    'downloadURL',
    'accessService',
    'endpointURL',
    'endpointDescription',
    'landingPage',
    'mediaType',
    'theme',
    'inSeries',
    'servesDataset',
  ],
  dct: ['accessRights', 'accrualPeriodicity', 'conformsTo', 'format', 'language', 'license', 'publisher', 'spatial'],
  foaf: ['homepage'],
  vcard: ['hasEmail', 'hasTelephone'],
  adms: ['status'],
  spdx: ['checksum'],
}

const full = (prefix: string, name: string) => `${PREFIXES[prefix as keyof typeof PREFIXES]}${name}`

const DCAT = {
  ...PREFIXES,
  id: '@id',
  type: '@type',
  ...Object.fromEntries(
    Object.entries(DCAT_TERMS).flatMap(([of, names]) => names.map((name) => [name, full(of, name)])),
  ),
  ...Object.fromEntries(
    Object.entries(DCAT_LINKS).flatMap(([of, names]) =>
      names.map((name) => [name, { '@id': full(of, name), '@type': '@id' }]),
    ),
  ),
}

export interface KnownContext {
  readonly '@context': Readonly<Record<string, unknown>>
}

/** What an address of a context stands for; undefined when it is not known here. */
export function knownContext(address: string): KnownContext | undefined {
  if (/^https?:\/\/(www\.)?schema\.org(\/|$)/i.test(address)) return { '@context': SCHEMA }
  if (/dcat|project-open-data|data\.europa\.eu/i.test(address)) return { '@context': DCAT }
  return undefined
}
