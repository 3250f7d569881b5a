import type { EntryDistribution, Texts } from '../../../formats/model.ts'
import type { Resource } from '../../catalog/index.ts'
import type { HeldBrief } from '../../datasets/index.ts'

interface About {
  readonly record: NonNullable<Resource['record']>
  readonly landingPage: string
  readonly publicUrl: string
}

/** Tables first, then the files as they were given, then links elsewhere. */
export function distributionsOf(held: readonly HeldBrief[], about: About): readonly EntryDistribution[] {
  const of = (kind: HeldBrief['kind']) => held.filter((item) => item.kind === kind)
  return [
    ...of('table').map((item) => tableOf(item, about)),
    ...of('file').map((item) => fileOf(item, about)),
    ...of('link').map((item) => linkOf(item, about)),
  ]
}

function tableOf(held: HeldBrief, about: About): EntryDistribution {
  const { publicUrl } = about
  const api = `${publicUrl}/api/v1/tables/${held.id}`
  const title = about.record.tables[held.id]?.title || held.title || held.name
  return {
    ...shared(held, about, { vi: title }),
    description: tableText(held.rows),
    accessUrl: `${about.landingPage}?bang=${held.id}`,
    downloadUrl: `${api}/download?format=csv`,
    format: 'CSV',
    mediaType: 'text/csv',
    accessService: {
      uri: `${publicUrl}/id/service/${held.id}`,
      title: { vi: `Giao diện lập trình: ${title}`, en: `Programming interface: ${title}` },
      endpointUrl: api,
      endpointDescription: `${api}/openapi.json`,
    },
    queryable: true,
  }
}

// The bytes and the digest kept for a table are those of its Parquet; only a file is given out as it is kept.
function fileOf(held: HeldBrief, about: About): EntryDistribution {
  return {
    ...shared(held, about, { vi: held.title || held.name }),
    description: { vi: 'Tệp gốc, đúng như cơ quan đưa lên.', en: 'The file as the agency gave it.' },
    accessUrl: about.landingPage,
    downloadUrl: `${about.publicUrl}/api/v1/files/${held.id}/download`,
    format: held.format,
    mediaType: held.mediaType,
    bytes: held.bytes,
    checksum: { algorithm: 'SHA-256', value: held.digest.replace(/^sha256:/, '') },
  }
}

function linkOf(held: HeldBrief, about: About): EntryDistribution {
  return {
    ...shared(held, about, { vi: held.title || held.name }),
    description: { vi: 'Liên kết do cơ quan giữ.', en: 'A link kept by the agency.' },
    accessUrl: held.url ?? about.landingPage,
    format: held.format,
    mediaType: held.mediaType,
  }
}

function shared({ id, publishedAt }: HeldBrief, { record, publicUrl }: About, title: Texts) {
  return {
    id,
    uri: `${publicUrl}/id/distribution/${id}`,
    title,
    ...(record.licence ? { licence: record.licence } : {}),
    modified: publishedAt.toISOString(),
    availability: 'stable' as const,
    conformsTo: [],
    queryable: false,
  }
}

// Made once: a number format costs more than the rest of a record.
const NUMBERS = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') } as const

function tableText(rows: number | undefined): Texts {
  const counted = (lang: 'vi' | 'en', words: (count: string) => string) =>
    rows === undefined ? '' : words(NUMBERS[lang].format(rows))
  return {
    vi: `Bảng${counted('vi', (count) => ` ${count} dòng`)}; tải được CSV, XLSX, JSON và Parquet.`,
    en: `Table${counted('en', (count) => ` of ${count} rows`)}; to be had as CSV, XLSX, JSON and Parquet.`,
  }
}
