/** One entry of a ZIP archive as its central directory tells. */
export interface ZipEntry {
  readonly name: string
  readonly compressed: number
  readonly size: number
  readonly encrypted: boolean
}

const END_OF_DIRECTORY = 0x06054b50
const END_LOCATOR_64 = 0x07064b50
const END_OF_DIRECTORY_64 = 0x06064b50
const ENTRY = 0x02014b50
/** Stands in a 32-bit field whose value is in the ZIP64 part. */
const ELSEWHERE = 0xffffffff
const ZIP64_FIELD = 1
const utf8 = new TextDecoder()

/** Lists the entries of a ZIP without unpacking anything; nothing when the directory is missing or cut off. */
export function listZip(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const directory = findDirectory(view)
  if (directory === undefined) return undefined
  const entries: ZipEntry[] = []
  for (let at = directory.offset, i = 0; i < directory.count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) return undefined
    const nameLength = view.getUint16(at + 28, true)
    const extra = { at: at + 46 + nameLength, length: view.getUint16(at + 30, true) }
    const next = extra.at + extra.length + view.getUint16(at + 32, true)
    if (next > bytes.length) return undefined
    entries.push({
      name: utf8.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      ...sizesOf(view, at, extra),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    })
    at = next
  }
  return entries
}

/** Sizes of an entry; what does not fit 32 bits stands in the ZIP64 extra field, the plain size first. */
function sizesOf(
  view: DataView,
  at: number,
  extra: { readonly at: number; readonly length: number },
): Pick<ZipEntry, 'compressed' | 'size'> {
  const size = view.getUint32(at + 24, true)
  const compressed = view.getUint32(at + 20, true)
  if (size !== ELSEWHERE && compressed !== ELSEWHERE) return { size, compressed }
  for (let field = extra.at; field + 4 <= extra.at + extra.length; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== ZIP64_FIELD) continue
    const end = Math.min(field + 4 + view.getUint16(field + 2, true), extra.at + extra.length)
    const room = Math.floor((end - field - 4) / 8)
    const wide = (index: number) => (index < room ? Number(view.getBigUint64(field + 4 + 8 * index, true)) : ELSEWHERE)
    const large = size === ELSEWHERE ? wide(0) : size
    return { size: large, compressed: compressed === ELSEWHERE ? wide(size === ELSEWHERE ? 1 : 0) : compressed }
  }
  return { size, compressed }
}

function findDirectory(view: DataView): { count: number; offset: number } | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END_OF_DIRECTORY) continue
    const plain = { count: view.getUint16(at + 10, true), offset: view.getUint32(at + 16, true) }
    return plain.count === 0xffff || plain.offset === ELSEWHERE ? wideDirectory(view, at - 20) : plain
  }
  return undefined
}

function wideDirectory(view: DataView, locator: number): { count: number; offset: number } | undefined {
  if (locator < 0 || view.getUint32(locator, true) !== END_LOCATOR_64) return undefined
  const at = Number(view.getBigUint64(locator + 8, true))
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== END_OF_DIRECTORY_64) return undefined
  return { count: Number(view.getBigUint64(at + 32, true)), offset: Number(view.getBigUint64(at + 48, true)) }
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
