import type { LegacyFont } from '../decoded-file.ts'
import { convertLegacy } from './legacy-fonts.ts'
import { countSyllables, type SyllableCount } from './vietnamese-syllable.ts'

const FONTS: readonly LegacyFont[] = ['tcvn3', 'vni', 'viscii', 'vps']
const MIN_SHARE = 0.75

const share = ({ good, bad }: SyllableCount): number => (good + bad === 0 ? 0 : good / (good + bad))

/**
 * Tells from syllable statistics which font table makes Vietnamese of letters that a Western program shows: the one
 * that leaves the most possible syllables, if these are most words and clearly more than without any table.
 */
export function recogniseFont(text: string): LegacyFont | undefined {
  const plain = countSyllables(text)
  if (plain.bad === 0) return undefined
  let best: { font: LegacyFont; count: SyllableCount } | undefined
  for (const font of FONTS) {
    const count = countSyllables(convertLegacy(text, font))
    if (!best || share(count) > share(best.count)) best = { font, count }
  }
  if (!best || best.count.distinct < 2 || share(best.count) < MIN_SHARE) return undefined
  return best.count.good > plain.good * 1.5 && share(best.count) > share(plain) + 0.2 ? best.font : undefined
}

// Letters that no Western program shows for a byte: where they stand, the text is Unicode already.
const UNICODE_ONLY = /[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/

const ASCII = /^\p{ASCII}*$/u

/**
 * Maps one text of a file that uses a legacy font, unless it is Unicode already or would lose by it. Where someone
 * typed on in Unicode within a cell, only the words that become syllables are mapped.
 */
export function mapShown(text: string, font: LegacyFont): string {
  if (ASCII.test(text)) return text
  if (UNICODE_ONLY.test(text)) {
    return text.replace(/[^\s(),;:/]+/g, (word) => (UNICODE_ONLY.test(word) ? word : mapIfBetter(word, font, 1)))
  }
  return mapIfBetter(text, font, 0)
}

function mapIfBetter(text: string, font: LegacyFont, gain: number): string {
  if (ASCII.test(text)) return text
  const mapped = convertLegacy(text, font)
  const before = countSyllables(text)
  const after = countSyllables(mapped)
  return after.good - after.bad >= before.good - before.bad + gain ? mapped : text
}
