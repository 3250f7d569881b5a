/** How a cell of a BIFF workbook is drawn. */
export interface BiffStyle {
  readonly font: string | undefined
  readonly bold: boolean
  readonly indent: number
}

/** Styles of the cells of each worksheet, in the order of the sheet tabs. */
export interface BiffStyles {
  readonly styleAt: (sheet: number, row: number, column: number) => BiffStyle | undefined
}

const BOF = 0x0809
const BOUND_SHEET = 0x0085
const FONT = 0x0031
const XF = 0x00e0
const MUL_RK = 0x00bd
const MUL_BLANK = 0x00be
/** Records that begin with row, column and format of one cell: BLANK, NUMBER, LABEL, BOOLERR, RK, LABELSST, RSTRING, FORMULA. */
const ONE_CELL = new Set([0x0201, 0x0203, 0x0204, 0x0205, 0x027e, 0x00fd, 0x00d6, 0x0006])
const BOLD = 600
const COLUMNS = 16384

interface Font {
  readonly name: string
  readonly bold: boolean
}

interface Collected {
  readonly fonts: Font[]
  readonly formats: { font: number; indent: number }[]
  readonly starts: number[]
  /** Format of a cell by sheet and by row × COLUMNS + column. */
  readonly cells: Map<number, number>[]
}

/** Reads FONT, XF and cell records of a workbook stream: the library that reads the values drops the fonts. */
export function readBiffStyles(stream: Uint8Array): BiffStyles {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength)
  const found: Collected = { fonts: [], formats: [], starts: [], cells: [] }
  let sheet = -1
  let biff8 = true
  for (let at = 0; at + 4 <= stream.length; ) {
    const type = view.getUint16(at, true)
    const size = view.getUint16(at + 2, true)
    const body = { view, at: at + 4, end: Math.min(at + 4 + size, stream.length) }
    if (type === BOF) {
      if (at === 0) biff8 = view.getUint16(at + 4, true) >= 0x0600
      const known = found.starts.indexOf(at)
      if (known >= 0) sheet = known
    } else if (sheet < 0) readGlobal(type, body, { found, biff8 })
    else readCells(type, body, found.cells[sheet])
    at += 4 + size
  }
  const styles = found.formats.map(({ font, indent }): BiffStyle => {
    // Index 4 is never used: the list of fonts skips it.
    const drawn = found.fonts[font >= 5 ? font - 1 : font]
    return { font: drawn?.name, bold: drawn?.bold ?? false, indent }
  })
  return {
    styleAt: (tab, row, column) => styles[found.cells[tab]?.get(row * COLUMNS + column) ?? -1],
  }
}

interface Body {
  readonly view: DataView
  readonly at: number
  readonly end: number
}

function readGlobal(
  type: number,
  { view, at, end }: Body,
  { found, biff8 }: { found: Collected; biff8: boolean },
): void {
  if (type === BOUND_SHEET && end - at >= 6) {
    found.starts.push(view.getUint32(at, true))
    found.cells.push(new Map())
  } else if (type === FONT && end - at > 15) {
    found.fonts.push({ name: fontName({ view, at, end }, biff8), bold: view.getUint16(at + 6, true) >= BOLD })
  } else if (type === XF && end - at >= 16) {
    found.formats.push({ font: view.getUint16(at, true), indent: biff8 ? view.getUint8(at + 8) & 15 : 0 })
  }
}

function fontName({ view, at, end }: Body, biff8: boolean): string {
  const length = view.getUint8(at + 14)
  const wide = biff8 && (view.getUint8(at + 15) & 1) === 1
  const start = at + (biff8 ? 16 : 15)
  let name = ''
  for (let i = 0; i < length; i++) {
    const offset = start + (wide ? i * 2 : i)
    if (offset + (wide ? 2 : 1) > end) break
    name += String.fromCharCode(wide ? view.getUint16(offset, true) : view.getUint8(offset))
  }
  return name
}

function readCells(type: number, { view, at, end }: Body, cells: Map<number, number> | undefined): void {
  if (!cells || end - at < 6) return
  const row = view.getUint16(at, true) * COLUMNS
  const first = view.getUint16(at + 2, true)
  if (ONE_CELL.has(type)) cells.set(row + first, view.getUint16(at + 4, true))
  else if (type === MUL_RK) {
    for (let i = 0; at + 4 + i * 6 + 6 <= end - 2; i++) cells.set(row + first + i, view.getUint16(at + 4 + i * 6, true))
  } else if (type === MUL_BLANK) {
    for (let i = 0; at + 4 + i * 2 + 2 <= end - 2; i++) cells.set(row + first + i, view.getUint16(at + 4 + i * 2, true))
  }
}
