/** Namespaces of DCAT-AP 3.0.1 and of what catalogues used before it. */
export const NS = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  locn: 'http://www.w3.org/ns/locn#',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'http://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

type Prefix = keyof typeof NS

const OTHER = {
  dc11: 'http://purl.org/dc/elements/1.1/',
  time: 'http://www.w3.org/2006/time#',
  org: 'http://www.w3.org/ns/org#',
} as const

/** `dcat:Dataset` → its IRI. */
export function word(name: `${Prefix | keyof typeof OTHER}:${string}`): string {
  const at = name.indexOf(':')
  const prefix = name.slice(0, at) as Prefix | keyof typeof OTHER
  return `${prefix in NS ? NS[prefix as Prefix] : OTHER[prefix as keyof typeof OTHER]}${name.slice(at + 1)}`
}

export const AUTHORITY = 'http://publications.europa.eu/resource/authority/'
export const IANA = 'https://www.iana.org/assignments/media-types/'
/** Says of a data service that programs can query it as its OpenAPI description tells. */
export const OPENAPI = 'https://spec.openapis.org/oas/v3.1.0'
/** `adms:schemaAgency` of the identifier that holds the slug. */
export const SLUG_SCHEME = 'slug'
