import type { Field, TextRecord } from './text-record.ts'

const WINDOW = 12

const isBlank = (record: TextRecord): boolean => record.fields.every((f) => f.text.trim() === '')

/** Records inside a table that do not look like their neighbours, with the number of fields those have. */
export function findSuspects(records: readonly TextRecord[]): readonly { index: number; width: number }[] {
  const suspects: { index: number; width: number }[] = []
  const good = records.map((r) => r.flaws === 0 && r.fields.length > 1)
  records.forEach((record, index) => {
    if (isLikeNeighbours(records, index) || isBlank(record)) return
    const width = widthAround(records, good, index)
    const odd = record.fields.length !== width || record.flaws > 0 || startsWithBlanks(record, records[index - 1])
    if (width !== undefined && odd) suspects.push({ index, width })
  })
  return suspects
}

// Nearly every record of nearly every file: no need to look further around.
function isLikeNeighbours(records: readonly TextRecord[], index: number): boolean {
  const record = records[index]
  const width = record?.fields.length
  if (!record || record.flaws > 0) return false
  return (
    records[index - 1]?.fields.length === width &&
    records[index + 1]?.fields.length === width &&
    !record.fields[1]?.text.startsWith(' ')
  )
}

// `a, b, c` among records written `a,b,c`: the right number of fields, but each with a blank that is no part of it.
function startsWithBlanks({ fields }: TextRecord, before: TextRecord | undefined): boolean {
  const blank = (list: readonly Field[]): number => list.slice(1).filter((f) => f.text.startsWith(' ')).length
  const filled = fields.slice(1).filter((f) => f.text !== '' && !f.quoted).length
  return filled >= 2 && blank(fields) >= filled && before !== undefined && blank(before.fields) === 0
}

// The width that most sound neighbours have on both sides: a title above or a note below a table is no damaged record.
function widthAround(records: readonly TextRecord[], good: readonly boolean[], index: number): number | undefined {
  const widths = (from: number, to: number): readonly number[] =>
    records.slice(Math.max(0, from), to).flatMap((r, i) => (good[Math.max(0, from) + i] ? [r.fields.length] : []))
  const before = widths(index - WINDOW, index)
  const after = widths(index + 1, index + 1 + WINDOW)
  const atEnd = index >= records.length - 2
  const candidates = [...new Set(before)].filter((width) => atEnd || after.includes(width))
  const count = (width: number): number => [...before, ...after].filter((w) => w === width).length
  const [best] = candidates.toSorted((a, b) => count(b) - count(a))
  return best !== undefined && count(best) >= 4 ? best : undefined
}
