import { defined } from '../defined.ts'
import type { Entry, Vocabulary } from '../model.ts'

/** A table as a machine-learning program needs it. */
export interface CroissantTable {
  /** Table id; names the file and the record set. */
  readonly id: string
  readonly title: string
  readonly contentUrl: string
  readonly mediaType: string
  readonly bytes: number
  /** SHA-256 of what `contentUrl` answers with. */
  readonly sha256: string
  readonly columns: readonly CroissantColumn[]
}

export interface CroissantColumn {
  readonly name: string
  readonly title: string
  readonly description?: string | undefined
  readonly type: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'datetime' | 'period'
}

// The context of the Croissant 1.0 specification, in the file itself so that nobody needs to fetch it.
const CONTEXT = {
  '@language': 'vi',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
} as const

// A period such as 2016-Q2 is no date of schema.org.
const TYPES: Readonly<Record<CroissantColumn['type'], string>> = {
  text: 'sc:Text',
  integer: 'sc:Integer',
  decimal: 'sc:Float',
  boolean: 'sc:Boolean',
  date: 'sc:Date',
  datetime: 'sc:DateTime',
  period: 'sc:Text',
}

/** A record with its tables as Croissant 1.0 (MLCommons), which loaders of machine learning read. */
export function toCroissant(
  entry: Entry,
  tables: readonly CroissantTable[],
  vocabulary: Vocabulary,
): Readonly<Record<string, unknown>> {
  const title = entry.title['vi'] ?? Object.values(entry.title)[0] ?? entry.name
  return {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    '@id': entry.uri,
    name: entry.name,
    alternateName: title,
    description: entry.description['vi'] ?? Object.values(entry.description)[0] ?? title,
    url: entry.landingPage ?? entry.uri,
    keywords: [...entry.keywords],
    creator: { '@type': 'sc:Organization', name: entry.publisher.name, ...defined({ url: entry.publisher.homepage }) },
    publisher: { '@type': 'sc:Organization', name: entry.publisher.name },
    ...defined({
      license: entry.licence === undefined ? undefined : (vocabulary.uriOf('licence', entry.licence) ?? entry.licence),
      version: versionOf(entry.version),
      datePublished: entry.issued,
      dateModified: entry.modified,
    }),
    distribution: tables.map((table) => ({
      '@type': 'cr:FileObject',
      '@id': table.id,
      name: table.title,
      contentUrl: table.contentUrl,
      encodingFormat: table.mediaType,
      contentSize: `${table.bytes} B`,
      sha256: table.sha256,
    })),
    recordSet: tables.map(recordSetOf),
  }
}

// Croissant asks for a version of three parts.
function versionOf(version: string | undefined): string | undefined {
  return version !== undefined && /^\d+$/.test(version) ? `${version}.0.0` : version
}

function recordSetOf({ id, title, columns }: CroissantTable): Readonly<Record<string, unknown>> {
  return {
    '@type': 'cr:RecordSet',
    '@id': `bang-${id}`,
    name: title,
    field: columns.map((column) => ({
      '@type': 'cr:Field',
      '@id': `bang-${id}/${column.name}`,
      name: column.name,
      description: column.description || column.title,
      dataType: TYPES[column.type],
      source: { fileObject: { '@id': id }, extract: { column: column.name } },
    })),
  }
}
