const tonesOfA = 'àáảãạ'
const tonesOfE = 'èéẻẽẹ'
const tonesOfO = 'òóỏõọ'
const tonesOfU = 'ùúủũụ'
const tonesOfY = 'ỳýỷỹỵ'

/**
 * Lower case with diacritics, tone on the older place: `hoà` and `hòa`, `thuý` and `thúy` are one spelling.
 * Official texts mix both, and a reader who typed one means the other too.
 */
export function spell(text: string): string {
  const lower = text.toLowerCase()
  const last = lower.at(-1) ?? ''
  const before = lower.at(-2)
  const stem = lower.slice(0, -2)
  if (before === 'o' && tonesOfA.includes(last)) return `${stem}${tonesOfO.charAt(tonesOfA.indexOf(last))}a`
  if (before === 'o' && tonesOfE.includes(last)) return `${stem}${tonesOfO.charAt(tonesOfE.indexOf(last))}e`
  if (before === 'u' && tonesOfY.includes(last) && !stem.endsWith('q')) {
    return `${stem}${tonesOfU.charAt(tonesOfY.indexOf(last))}y`
  }
  return lower
}

const wordUnits = new Uint8Array(65_536)
const wordUnit = /[\p{L}\p{N}\p{M}]/u
for (let unit = 0; unit < wordUnits.length; unit++) {
  if (wordUnit.test(String.fromCharCode(unit))) wordUnits[unit] = 1
}

/** Calls `visit` for every run of letters and digits of an NFC text. */
export function eachWord(text: string, visit: (start: number, end: number) => void): void {
  const length = text.length
  let at = 0
  while (at < length) {
    while (at < length && wordUnits[text.charCodeAt(at)] === 0) at++
    const start = at
    while (at < length && wordUnits[text.charCodeAt(at)] === 1) at++
    if (at > start) visit(start, at)
  }
}

const spaceUnits = new Uint8Array(65_536)
for (let unit = 0; unit < spaceUnits.length; unit++) if (/\s/u.test(String.fromCharCode(unit))) spaceUnits[unit] = 1
const blank = 32

/** The form texts are kept in: NFC, every run of white space one blank. */
export function tidyText(text: string): string {
  const composed = text.normalize('NFC')
  return isTidy(composed) ? composed : composed.replace(/\s+/gu, ' ').trim()
}

function isTidy(text: string): boolean {
  // A blank before the text and one after it make those at its ends the second of two.
  let before: number = blank
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (spaceUnits[unit] === 1 && (unit !== blank || before === blank)) return false
    before = unit
  }
  return text === '' || before !== blank
}
