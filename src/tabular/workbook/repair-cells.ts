import type { LegacyFont, Repair } from '../decode/decoded-file.ts'
import { windowsPunctuation } from '../decode/encoding/code-pages.ts'
import { legacyFontOf } from '../decode/encoding/legacy-fonts.ts'
import { mapShown, recogniseFont } from '../decode/encoding/recognise-font.ts'
import { undoMojibake } from '../decode/encoding/undo-mojibake.ts'
import type { Cell, Problem, Sheet } from '../model.ts'

/** Sheets whose texts are Unicode in composed form, with what was undone. */
export interface RepairedSheets {
  readonly sheets: readonly Sheet[]
  readonly legacyFont: LegacyFont | undefined
  readonly repairs: readonly Repair[]
  readonly problems: readonly Problem[]
}

interface Tally {
  readonly repairs: Set<Repair>
  readonly fonts: Map<LegacyFont, number>
}

const MAX_SAMPLE = 200_000
const ASCII = /^\p{ASCII}*$/u

/** Undoes legacy fonts (by the name of a cell's font, else by statistics), mojibake and combining forms, cell by cell. */
export function repairSheets(sheets: readonly Sheet[]): RepairedSheets {
  const tally: Tally = { repairs: new Set(), fonts: new Map() }
  const guessed = recogniseFont(sampleOf(sheets))
  const cache = new Map<string, string>()
  const repaired = sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => row.map((cell) => repairCell(cell, { guessed, tally, cache }))),
    name: sheet.name === undefined ? undefined : sheet.name.normalize('NFC'),
  }))
  const [main] = [...tally.fonts].toSorted((a, b) => b[1] - a[1])
  return {
    sheets: tally.repairs.size === 0 ? sheets : repaired,
    legacyFont: main?.[0],
    repairs: [...tally.repairs].toSorted(),
    problems: [...tally.repairs].toSorted().map((code) => ({
      code,
      severity: 'info',
      ...(main && code === 'legacy-font' ? { params: { font: main[0] } } : {}),
    })),
  }
}

// Cells without a telling font name: texts typed in a legacy font and later shown in another one.
function sampleOf(sheets: readonly Sheet[]): string {
  let sample = ''
  for (const sheet of sheets) {
    for (const row of sheet.rows) {
      for (const cell of row) {
        if (!ASCII.test(cell.text) && legacyFontOf(cell.font) === undefined) sample += `${cell.text}\n`
      }
      if (sample.length > MAX_SAMPLE) return sample
    }
  }
  return sample
}

interface Repairing {
  readonly guessed: LegacyFont | undefined
  readonly tally: Tally
  readonly cache: Map<string, string>
}

function repairCell(cell: Cell, { guessed, tally, cache }: Repairing): Cell {
  if (ASCII.test(cell.text)) return cell
  const font = legacyFontOf(cell.font) ?? guessed
  const text = repairText(cell.text, { font, tally, cache })
  if (text === cell.text) return cell
  return { ...cell, text, value: typeof cell.value === 'string' ? text : cell.value }
}

function repairText(
  source: string,
  { font, tally, cache }: { font: LegacyFont | undefined; tally: Tally; cache: Map<string, string> },
): string {
  const key = `${font ?? ''}\n${source}`
  const cached = cache.get(key)
  if (cached !== undefined) return cached
  let text = source
  const undone = font === undefined ? undoMojibake(text) : undefined
  if (undone !== undefined) {
    text = undone
    tally.repairs.add('utf8-read-as-cp1252')
  }
  const mapped = font === undefined ? text : mapShown(text, font)
  if (font !== undefined && mapped !== text) {
    text = mapped
    tally.repairs.add('legacy-font')
    tally.fonts.set(font, (tally.fonts.get(font) ?? 0) + 1)
  }
  if (/[\u0300-\u0303\u0306\u0309\u031b\u0323]/.test(text)) tally.repairs.add('nfd')
  text = windowsPunctuation(text.normalize('NFC'))
  cache.set(key, text)
  return text
}
