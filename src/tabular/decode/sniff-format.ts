import type { FileFormat } from './decoded-file.ts'

const latin1 = new TextDecoder('latin1')

/** Tells the format from the content; extensions lie too often to be asked. */
export function sniffFormat(bytes: Uint8Array): FileFormat {
  if (bytes.length === 0) return 'empty'
  const head = latin1.decode(bytes.subarray(0, 4096))
  if (head.startsWith('PK\x03\x04')) return zipFormat(bytes)
  if (head.startsWith('\xd0\xcf\x11\xe0')) return 'xls'
  if (head.startsWith('%PDF-')) return 'pdf'
  if (head.startsWith('PAR1')) return 'parquet'
  return 'csv'
}

function zipFormat(bytes: Uint8Array): FileFormat {
  const names = latin1.decode(bytes)
  if (names.includes('xl/workbook.xml')) return 'xlsx'
  if (names.includes('opendocument.spreadsheet')) return 'ods'
  return 'zip'
}
