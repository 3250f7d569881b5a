import type { FileFormat } from './decoded-file.ts'
import { utf16WithoutMark } from './encoding/utf16.ts'
import { isBomb, listZip, type ZipEntry } from './zip-directory.ts'

/** What a file is, or why it cannot be read whatever it is. */
export interface Sniffed {
  readonly format: FileFormat
  readonly obstacle?: 'password-protected' | 'too-large' | 'damaged-file'
}

const HEAD = 65_536

/** First bytes of formats that have them. */
const MAGIC: readonly (readonly [string, FileFormat])[] = [
  ['%PDF-', 'pdf'],
  ['PAR1', 'parquet'],
  ['\x89PNG', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['GIF8', 'image'],
  ['II*\x00', 'image'],
  ['MM\x00*', 'image'],
  ['{\\rtf', 'rtf'],
  ['Rar!', 'archive'],
  ['7z\xbc\xaf', 'archive'],
  ['BZh', 'archive'],
  ['\xfd7zXZ', 'archive'],
  ['\x28\xb5\x2f\xfd', 'archive'],
  ['\x1f\x8b', 'gzip'],
  ['SQLite format 3', 'database'],
  ['\x00\x01\x00\x00Standard ', 'database'],
  ['ARROW1', 'arrow'],
  // BIFF 2 to 5 without a container.
  ['\x09\x00\x04\x00', 'xls'],
  ['\x09\x02\x06\x00', 'xls'],
  ['\x09\x04\x06\x00', 'xls'],
  ['\x09\x08\x08\x00\x00\x05', 'xls'],
]

/** Tells the format from the content; extensions lie too often to be asked. */
export function sniffFormat(bytes: Uint8Array): Sniffed {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD)).toString('latin1')
  if (isEmpty(bytes, head)) return { format: 'empty' }
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return sniffZip(bytes)
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return sniffCompound(bytes)
  const known = MAGIC.find(([magic]) => head.startsWith(magic))
  if (known) return { format: known[1] }
  return sniffText(bytes, head)
}

const BLANKS = new Set([0, 9, 10, 11, 12, 13, 26, 32])

function isEmpty(bytes: Uint8Array, head: string): boolean {
  const start = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/.exec(head)?.[0].length ?? 0
  // Blanks, line ends, zeros and the end-of-file sign of DOS.
  return bytes.subarray(start).every((b) => BLANKS.has(b))
}

function sniffZip(bytes: Uint8Array): Sniffed {
  const entries = listZip(bytes)
  if (entries === undefined) return { format: 'zip', obstacle: 'damaged-file' }
  const format = zipFormat(bytes, entries)
  if (isBomb(entries)) return { format, obstacle: 'too-large' }
  return entries.some((e) => e.encrypted) ? { format, obstacle: 'password-protected' } : { format }
}

function zipFormat(bytes: Uint8Array, entries: readonly ZipEntry[]): FileFormat {
  const names = new Set(entries.map((e) => e.name.replace(/^\//, '')))
  if (names.has('xl/workbook.bin')) return 'xlsb'
  if (names.has('xl/workbook.xml') || [...names].some((n) => /^xl\/worksheets\/.*\.xml$/i.test(n))) return 'xlsx'
  if (names.has('word/document.xml')) return 'docx'
  // The first entry of an OpenDocument file is its media type, stored as it is.
  const kind = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(200, bytes.length)).toString('latin1')
  if (kind.includes('opendocument.spreadsheet')) return 'ods'
  if (names.has('content.xml') && names.has('styles.xml') && !kind.includes('opendocument.')) return 'ods'
  return 'zip'
}

function sniffCompound(bytes: Uint8Array): Sniffed {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const has = (name: string): boolean => file.includes(Buffer.from(`${name}\0`, 'utf16le'))
  if (has('EncryptedPackage')) return { format: 'xlsx', obstacle: 'password-protected' }
  if (has('Workbook') || has('Book')) return { format: 'xls' }
  if (has('WordDocument')) return { format: 'doc' }
  return { format: 'unknown' }
}

function sniffText(bytes: Uint8Array, head: string): Sniffed {
  const wide = /^(?:\xff\xfe|\xfe\xff)/.test(head) || utf16WithoutMark(bytes) !== undefined
  const text = (wide ? head.replaceAll('\0', '') : head).replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '').trimStart()
  if (text.startsWith('<')) return { format: sniffMarkup(text) }
  if (!wide && isBinary(head)) return { format: 'unknown' }
  if (/^(?:\{\s*(?:"|\}|$)|\[\s*(?:[{["\d\]-]|$|null|true|false))/.test(text)) return { format: 'json' }
  return { format: 'csv' }
}

function isBinary(head: string): boolean {
  const sample = head.slice(0, 8192)
  let control = 0
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i)
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) control++
  }
  return control > sample.length * 0.1
}

function sniffMarkup(text: string): FileFormat {
  if (
    /progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/.test(text) &&
    /<(?:\w+:)?Workbook/.test(text)
  )
    return 'xml-spreadsheet'
  if (/<(?:\w+:)?(?:GenericData|StructureSpecificData|CompactData)\b|sdmx\.org\/resources/i.test(text)) return 'sdmx-ml'
  if (/^<!doctype html|<html|<table|<meta|<body|<head\b/i.test(text)) return 'html'
  return text.startsWith('<?xml') || /^<[\w:]+[\s>]/.test(text) ? 'xml' : 'csv'
}
