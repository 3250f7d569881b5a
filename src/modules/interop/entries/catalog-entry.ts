import type { Agent, CatalogEntry } from '../../../formats/model.ts'
import type { Agency } from '../../identity/index.ts'

interface About {
  readonly name: string
  /** Who runs the node, where the operator has said so. */
  readonly agency: Agency | undefined
  readonly publicUrl: string
  readonly latest: Date | undefined
}

/** The catalogue of this node about itself. */
export function catalogEntryOf({ name, agency, publicUrl, latest }: About): CatalogEntry {
  return {
    uri: publicUrl,
    title: { vi: `Danh mục dữ liệu mở: ${name}`, en: `Open data catalogue: ${name}` },
    description: {
      vi: `Bộ dữ liệu mở do các cơ quan công bố tại ${name}, kèm bảng, tệp và giao diện lập trình.`,
      en: `Open datasets published by state agencies at ${name}, with tables, files and a programming interface.`,
    },
    publisher: publisherOf(name, agency, publicUrl),
    homepage: publicUrl,
    ...(latest ? { modified: latest.toISOString() } : {}),
    languages: ['vi', 'en'],
    areas: ['VN'],
  }
}

function publisherOf(name: string, agency: Agency | undefined, publicUrl: string): Agent {
  if (!agency) return { id: new URL(publicUrl).host, uri: `${publicUrl}/gioi-thieu`, name, homepage: publicUrl }
  const homepage = `${publicUrl}/co-quan/${encodeURIComponent(agency.code)}`
  return { id: agency.code, uri: `${publicUrl}/id/agency/${agency.id}`, name: agency.name, homepage }
}
