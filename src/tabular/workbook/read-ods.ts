import { unzipSync } from 'fflate'
import { readOds } from 'hucre/ods'
import { type DecodedFile, nothingDecoded } from '../decode/decoded-file.ts'
import { decodedWorkbook } from './decoded-workbook.ts'

const MANIFEST = 'META-INF/manifest.xml'

/** Reads an OpenDocument spreadsheet. */
export async function readOdsFile(bytes: Uint8Array): Promise<DecodedFile> {
  if (isEncrypted(bytes)) return nothingDecoded('ods', [{ code: 'password-protected', severity: 'error' }])
  return decodedWorkbook(await readOds(bytes, { readStyles: true }), 'ods')
}

// OpenDocument encrypts entry by entry, or the whole as one entry, and says so only in its manifest.
function isEncrypted(bytes: Uint8Array): boolean {
  const manifest = unzipSync(bytes, { filter: (file) => file.name === MANIFEST })[MANIFEST]
  return manifest !== undefined && /encryption-data|encrypted-package/.test(new TextDecoder().decode(manifest))
}
