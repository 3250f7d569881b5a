/** One entry of a ZIP archive as its central directory tells. */
export interface ZipEntry {
  readonly name: string
  readonly compressed: number
  readonly size: number
  readonly encrypted: boolean
}

const END_OF_DIRECTORY = 0x06054b50
const ENTRY = 0x02014b50
const utf8 = new TextDecoder()

/** Lists the entries of a ZIP without unpacking anything; nothing when the directory is missing or cut off. */
export function listZip(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const entries: ZipEntry[] = []
  for (let at = view.getUint32(end + 16, true), i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return undefined
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: utf8.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      compressed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function findEnd(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END_OF_DIRECTORY) return at
  return undefined
}

const MAX_SIZE = 1_500_000_000
const MAX_RATIO = 250
const RATIO_MATTERS_ABOVE = 60_000_000

/** Whether unpacking would give far more than any table needs: an archive made to fill memory. */
export function isBomb(entries: readonly ZipEntry[]): boolean {
  const size = entries.reduce((n, e) => n + e.size, 0)
  const compressed = entries.reduce((n, e) => n + e.compressed, 0)
  return size > MAX_SIZE || (size > RATIO_MATTERS_ABOVE && size > compressed * MAX_RATIO)
}
