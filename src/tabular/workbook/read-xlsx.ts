import { readXlsx, type Workbook } from 'hucre/xlsx'
import type { DecodedFile } from '../decode/decoded-file.ts'
import { listZip, type ZipEntry } from '../decode/zip-directory.ts'
import type { Problem } from '../model.ts'
import { decodedWorkbook } from './decoded-workbook.ts'

/** Bytes of worksheet XML that about two million cells take; styles of more would not fit in memory. */
const STREAM_ABOVE = 120_000_000

/** Reads an Office Open XML workbook with fonts, merges and number formats. */
export async function readXlsxFile(bytes: Uint8Array): Promise<DecodedFile> {
  const parts = listZip(bytes) ?? []
  const decoded = await readSheets(bytes, parts)
  const said = new Set(decoded.problems.map(({ code }) => code))
  return { ...decoded, problems: [...decoded.problems, ...leftOut(parts).filter(({ code }) => !said.has(code))] }
}

async function readSheets(bytes: Uint8Array, parts: readonly ZipEntry[]): Promise<DecodedFile> {
  const size = parts.reduce((n, e) => (/^\/?xl\/worksheets\//i.test(e.name) ? n + e.size : n), 0)
  if (size > STREAM_ABOVE) return (await import('./stream-xlsx.ts')).streamXlsxFile(bytes)
  const workbook = await readXlsx(bytes, { readStyles: true }).catch((error: unknown) => error)
  if (workbook instanceof Error) return readOtherwise(bytes, workbook)
  return decodedWorkbook(workbook as Workbook, 'xlsx')
}

/** Parts of the package that are never run or followed. */
function leftOut(parts: readonly ZipEntry[]): readonly Problem[] {
  const has = (pattern: RegExp) => parts.some(({ name }) => pattern.test(name))
  return [
    ...(has(/^\/?xl\/vbaProject\.bin$/i) ? [{ code: 'macros-ignored', severity: 'info' } as const] : []),
    ...(has(/^\/?xl\/externalLinks\//i) ? [{ code: 'external-links-ignored', severity: 'info' } as const] : []),
  ]
}

// Chart sheets and parts left out by other programs stop the first reader; the second forgives them but sees no fonts.
async function readOtherwise(bytes: Uint8Array, reason: Error): Promise<DecodedFile> {
  const { readOldWorkbook } = await import('./read-old-workbook.ts')
  try {
    const decoded = readOldWorkbook(bytes, 'xlsx')
    return { ...decoded, problems: [...decoded.problems, { code: 'fonts-skipped', severity: 'info' }] }
  } catch {
    throw reason
  }
}
