import type { CatalogEntry } from '../../../formats/model.ts'

/** The catalogue of this node about itself. */
export function catalogEntryOf(publicUrl: string, latest: Date | undefined): CatalogEntry {
  const { host } = new URL(publicUrl)
  return {
    uri: publicUrl,
    title: { vi: `Cổng dữ liệu mở ${host}`, en: `Open data portal ${host}` },
    description: {
      vi: `Bộ dữ liệu mở do các cơ quan công bố tại ${host}, kèm bảng, tệp và giao diện lập trình.`,
      en: `Open datasets published by state agencies at ${host}, with tables, files and a programming interface.`,
    },
    publisher: { id: host, uri: `${publicUrl}/gioi-thieu`, name: host, homepage: publicUrl },
    homepage: publicUrl,
    ...(latest ? { modified: latest.toISOString() } : {}),
    languages: ['vi', 'en'],
    areas: ['VN'],
  }
}
