import { extname } from 'node:path'
import type { Entry, EntryDistribution } from '../../../../formats/model.ts'
import { slugOf } from '../../../../formats/text.ts'

/** Address under which CKAN clients download bytes that lie here; undefined for what lies elsewhere. */
export function hostedUrl(publicUrl: string, entry: Entry, distribution: EntryDistribution): string | undefined {
  if (!distribution.downloadUrl?.startsWith(`${publicUrl}/`)) return undefined
  const path = `/dataset/${entry.id}/resource/${distribution.id}/download/${fileNameOf(distribution)}`
  return `${publicUrl}${path}`
}

/** A name without spaces or diacritics, with the extension of the format. */
function fileNameOf({ title, format }: EntryDistribution): string {
  const text = title['vi'] ?? Object.values(title)[0] ?? ''
  const given = extname(text)
  const extension = /^\.[A-Za-z0-9]{1,8}$/.test(given) ? given.slice(1) : (format ?? 'bin')
  const stem = extension === given.slice(1) ? text.slice(0, -given.length) : text
  return `${slugOf(stem)}.${extension.toLowerCase()}`
}
