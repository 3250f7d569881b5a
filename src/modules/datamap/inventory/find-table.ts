import { cleanText, fold } from '../../../platform/text.ts'
import { isTotalLabel } from '../../../tabular/index.ts'
import type { TextSheet } from '../../datasets/index.ts'
import { ALSO, HEADINGS, NEEDED, STT, type TableKind } from './headings.ts'

export interface InventoryColumn {
  /** 0-based place in the sheet. */
  readonly place: number
  readonly heading: string
  /** Undefined where the heading is not understood. */
  readonly target: string | undefined
}

export interface InventoryRow {
  /** As the workbook numbers it, from 1. */
  readonly number: number
  readonly cells: readonly string[]
}

/** A list found in a sheet, its rows as they stand there. */
export interface InventoryTable {
  readonly sheet: string
  readonly kind: TableKind
  readonly columns: readonly InventoryColumn[]
  readonly rows: readonly InventoryRow[]
}

const HEAD_WITHIN = 40
const DEEPEST = 3
const FEWEST_HEADINGS = 2
const KINDS: readonly TableKind[] = ['systems', 'databases', 'items', 'roadmap', 'relations']

interface Head {
  readonly kind: TableKind
  /** First row of the body. */
  readonly body: number
  readonly columns: readonly InventoryColumn[]
  readonly known: number
}

/** Finds the list of a sheet: titles above it, columns in any order, headings on up to three rows. Pure. */
export function findTable(sheet: TextSheet): InventoryTable | undefined {
  const head = bestHead(sheet)
  if (!head) return undefined
  const { kind, columns } = head
  return { sheet: sheet.name, kind, columns, rows: bodyRows(sheet, head) }
}

function bestHead(sheet: TextSheet): Head | undefined {
  let best: Head | undefined
  for (let row = 0; row < Math.min(HEAD_WITHIN, sheet.rows.length); row++) {
    for (let depth = 1; depth <= DEEPEST && row + depth <= sheet.rows.length; depth++) {
      for (const kind of KINDS) {
        const head = headAt(sheet, { row, depth, kind })
        if (head && (!best || head.known > best.known)) best = head
      }
    }
  }
  return best
}

function headAt(
  sheet: TextSheet,
  { row, depth, kind }: { row: number; depth: number; kind: TableKind },
): Head | undefined {
  const lines = sheet.rows.slice(row, row + depth)
  // A deeper heading row looks like one: most of its cells repeat a merged cell above or are short words.
  if (depth > 1 && !lines.slice(1).every((line, index) => continuesHead(lines[index] ?? [], line))) return undefined
  const width = Math.max(...lines.map((line) => line.length))
  const index = indexOf(kind, sheet.name)
  const columns = columnsOf(lines, { width, index })
  const taken = new Set(columns.flatMap(({ target }) => target ?? []))
  const enough = NEEDED[kind].every((group) => group.some((target) => taken.has(target)))
  if (!enough || taken.size < FEWEST_HEADINGS) return undefined
  return { kind, body: row + depth, columns, known: taken.size }
}

function columnsOf(
  lines: readonly (readonly string[])[],
  { width, index }: { width: number; index: HeadingIndex },
): InventoryColumn[] {
  const columns: InventoryColumn[] = []
  const taken = new Set<string>()
  for (let place = 0; place < width; place++) {
    const parts = [...new Set(lines.map((line) => cleanText(line[place] ?? '')).filter(Boolean))]
    if (parts.length === 0) continue
    const target = [parts.at(-1) ?? '', parts.join(' '), ...parts]
      .map((text) => targetOf(index, text))
      .find((found) => found && !taken.has(found))
    if (target) taken.add(target)
    columns.push({ place, heading: parts.join(' / '), target })
  }
  return taken.has('sharing.scope') ? columns : columns.map(besideShared)
}

// Beside what is shared, “phạm vi” is the scope of sharing.
function besideShared(column: InventoryColumn, at: number, columns: readonly InventoryColumn[]): InventoryColumn {
  const shared = columns[at - 1]?.target?.startsWith('sharing.') === true
  return column.target === 'content.scope' && shared ? { ...column, target: 'sharing.scope' } : column
}

function continuesHead(above: readonly string[], line: readonly string[]): boolean {
  const filled = line
    .map((text, place) => ({ text: cleanText(text), same: text !== '' && text === above[place] }))
    .filter(({ text }) => text !== '')
  if (filled.length === 0 || !filled.some(({ same }) => same)) return false
  return filled.every(({ text, same }) => same || (text.length <= 60 && !/^\d+$/.test(text)))
}

type HeadingIndex = ReadonlyMap<string, string>

const SYSTEM_NAMES = ['Tên', 'Tên hệ thống, phần mềm', 'Tên phần mềm', 'Tên nền tảng', 'Tên ứng dụng'] as const
const indexes = new Map<string, HeadingIndex>()

function indexOf(kind: TableKind, sheetName: string): HeadingIndex {
  const isOfSystems = /he thong|phan mem|nen tang|ung dung/.test(fold(sheetName))
  const key = `${kind}${isOfSystems ? ':systems' : ''}`
  const known = indexes.get(key)
  if (known) return known
  const made = new Map<string, string>()
  const add = (text: string, target: string) => {
    for (const one of keysOf(text)) if (!made.has(one)) made.set(one, target)
  }
  // “Tên” is the name of a system in a sheet of systems.
  const bare = kind === 'systems' || kind === 'databases' ? SYSTEM_NAMES : []
  if (isOfSystems) for (const text of bare) add(text, 'identity.system')
  for (const { target, texts } of [...HEADINGS[kind], ...(ALSO[kind] ?? [])])
    for (const text of texts) add(text, target)
  indexes.set(key, made)
  return made
}

function targetOf(index: HeadingIndex, text: string): string | undefined {
  // “Tên CSDL (ghi đầy đủ)”, “(3) Tên CSDL”, “Tên CSDL*”.
  const bare = text.replace(/\([^)]*\)|\[[^\]]*\]|[*]/g, ' ')
  const parts = text.split(/[/,;]/)
  const readings = [text, bare, ...(parts.length > 1 ? parts : [])]
  return readings
    .flatMap(keysOf)
    .map((key) => index.get(key))
    .find(Boolean)
}

/** As spelled, then without diacritics: “Nơi dùng” is not “Nội dung”, but a heading without marks is understood. */
function keysOf(text: string): readonly string[] {
  const plain = (one: string) => one.replace(/[^\p{L}\p{N}]+/gu, '')
  return [`=${plain(text.normalize('NFC').toLowerCase())}`, plain(fold(text))]
}

function bodyRows(sheet: TextSheet, { body, columns }: Head): InventoryRow[] {
  const numbering = columns.find(({ target }) => target === STT)?.place
  const places = columns.map(({ place }) => place)
  return sheet.rows.slice(body).flatMap((cells, index): InventoryRow[] => {
    const texts = places.map((place) => cleanText(cells[place] ?? ''))
    const filled = texts.filter((text) => text !== '')
    if (filled.length === 0 || isAside(texts, filled)) return []
    const stt = numbering === undefined ? undefined : cleanText(cells[numbering] ?? '')
    if (isGroup({ stt, filled }) || isTotalLabel(filled[0] ?? '') || isTotalLabel(filled[1] ?? '')) return []
    return [{ number: body + index + 1, cells: cells.map(cleanText) }]
  })
}

// The row of column numbers “(1) (2) (3)”, and words merged over the whole width.
function isAside(texts: readonly string[], filled: readonly string[]): boolean {
  if (filled.length > 2 && filled.every((text) => /^\(?\d{1,2}\)?$/.test(text))) return true
  return filled.length > 2 && new Set(texts).size === 1
}

// “I. CSDL quốc gia”, “A | Sở Y tế”: a heading between rows, numbered by letters.
function isGroup({ stt, filled }: { stt: string | undefined; filled: readonly string[] }): boolean {
  const distinct = new Set(filled).size
  if (stt !== undefined && /^(?:[IVX]+|[A-ZĐ])\.?$/.test(stt) && distinct <= 2) return true
  return filled.length > 2 && distinct === 1
}
