import { type DecodedFile, nothingDecoded, type SourceFile } from './decoded-file.ts'
import { sniffFormat } from './sniff-format.ts'

/**
 * Turns the bytes of a file into sheets of cells; never throws for bad input: what cannot be read becomes a problem.
 *
 * @example const { sheets, problems } = await decodeFile({ bytes, name: 'bieu-01.xls' })
 */
export async function decodeFile(input: SourceFile): Promise<DecodedFile> {
  const format = sniffFormat(input.bytes)
  switch (format) {
    case 'empty':
      return nothingDecoded(format, [{ code: 'empty-file', severity: 'error' }])
    case 'xlsx': {
      const { readXlsxFile } = await import('../workbook/read-xlsx.ts')
      return readXlsxFile(input.bytes)
    }
    case 'xls':
    case 'ods': {
      const { readOldWorkbook } = await import('../workbook/read-old-workbook.ts')
      return readOldWorkbook(input.bytes, format)
    }
    case 'csv': {
      const { readDelimitedText } = await import('./read-delimited-text.ts')
      return readDelimitedText(input.bytes)
    }
    default:
      return nothingDecoded(format, [{ code: 'unsupported-format', severity: 'error', params: { format } }])
  }
}
