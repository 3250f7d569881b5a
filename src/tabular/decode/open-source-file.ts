import type { Problem } from '../model.ts'
import { type DecodedFile, type FileFormat, nothingDecoded, type SourceFile } from './decoded-file.ts'
import { sniffFormat } from './sniff-format.ts'

type Reader = (bytes: Uint8Array, format: FileFormat, depth: number) => DecodedFile | Promise<DecodedFile>

/** Heavy libraries load with the format that needs them: a small text file must be read at once. */
const READERS: Partial<Record<FileFormat, () => Promise<Reader>>> = {
  csv: async () => (await import('./read-delimited-text.ts')).readDelimitedText,
  xlsx: async () => (await import('../workbook/read-xlsx.ts')).readXlsxFile,
  xls: oldWorkbook,
  xlsb: oldWorkbook,
  ods: async () => (await import('../workbook/read-ods.ts')).readOdsFile,
  'xml-spreadsheet': oldWorkbook,
  html: async () => (await import('../workbook/read-html.ts')).readHtmlTables,
  docx: async () => (await import('../workbook/read-docx.ts')).readDocxTables,
  json: async () => (await import('./read-json.ts')).readJson,
  'sdmx-ml': async () => (await import('./read-sdmx.ts')).readSdmx,
  gzip: packed,
  zip: packed,
}

async function oldWorkbook(): Promise<Reader> {
  return (await import('../workbook/read-old-workbook.ts')).readOldWorkbook
}

async function packed(): Promise<Reader> {
  const { unpackSingle } = await import('./unpack-single.ts')
  return async (bytes, format, depth) => {
    const inner = depth > 0 ? undefined : unpackSingle(bytes, format)
    if (inner === undefined) return nothingDecoded(format, [unsupported(format)])
    return 'code' in inner ? nothingDecoded(format, [inner]) : decodeAt(inner, depth + 1)
  }
}

/**
 * Turns the bytes of a file into sheets of cells; never throws for bad input: what cannot be read becomes a problem.
 *
 * @example const { sheets, problems } = await decodeFile({ bytes, name: 'bieu-01.xls' })
 */
export async function decodeFile(input: SourceFile): Promise<DecodedFile> {
  return decodeAt(input.bytes, 0)
}

async function decodeAt(bytes: Uint8Array, depth: number): Promise<DecodedFile> {
  const { format, obstacle } = sniffFormat(bytes)
  if (obstacle !== undefined) return nothingDecoded(format, [{ code: obstacle, severity: 'error' }])
  if (format === 'empty') return nothingDecoded(format, [{ code: 'empty-file', severity: 'error' }])
  const load = READERS[format]
  if (!load) return nothingDecoded(format, [unsupported(format)])
  try {
    const read = await load()
    return withVerdict(await read(bytes, format, depth))
  } catch (error) {
    return nothingDecoded(format, [failure(error)])
  }
}

function unsupported(format: FileFormat): Problem {
  return { code: 'unsupported-format', severity: 'error', params: { format } }
}

// Readers throw what their libraries throw; a damaged file is no fault of the program.
function failure(error: unknown): Problem {
  const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
  if (/password-protected|file is encrypted|EncryptedFile|requires? a password/i.test(detail))
    return { code: 'password-protected', severity: 'error' }
  if (/too large|exceeds|over the \d+ limit|call stack|Invalid string length|Array buffer allocation/i.test(detail))
    return { code: 'too-large', severity: 'error' }
  // A reader that stumbles over missing parts says nothing a clerk could use.
  const params =
    error instanceof TypeError || error instanceof RangeError || detail === ''
      ? {}
      : { params: { detail: detail.slice(0, 200) } }
  return { code: 'damaged-file', severity: 'error', ...params }
}

function withVerdict(decoded: DecodedFile): DecodedFile {
  const holdsText = decoded.sheets.some((sheet) => sheet.rows.length > 0)
  if (holdsText || decoded.problems.some((p) => p.severity === 'error')) return decoded
  return { ...decoded, sheets: [], problems: [...decoded.problems, { code: 'not-a-table', severity: 'error' }] }
}
