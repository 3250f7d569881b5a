import { westernByte } from './code-pages.ts'

const strict = new TextDecoder('utf-8', { fatal: true })
// A lead byte of UTF-8 and what follows it, as a Western program shows them.
const RUN =
  /[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]+(?:[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]*)/g
const WESTERN = /[\u0080-\u00ff]/g

/** Undoes UTF-8 that was read as windows-1252 (`Há»™i` → `Hội`); gives nothing when the text is no such thing. */
export function undoMojibake(text: string): string | undefined {
  let undone = 0
  const repaired = text.replace(RUN, (run) => {
    const back = readAgain(run)
    if (back === undefined) return run
    undone += run.length
    return back
  })
  const western = text.match(WESTERN)?.length ?? 0
  return undone > 0 && undone * 2 >= western ? (undoMojibake(repaired) ?? repaired) : undefined
}

function readAgain(run: string): string | undefined {
  const bytes = Array.from(run, westernByte)
  if (bytes.includes(undefined)) return undefined
  try {
    return strict.decode(Uint8Array.from(bytes, (b) => b ?? 0))
  } catch {
    return undefined
  }
}
