import type { LegacyFont } from '../decoded-file.ts'
import { convertLegacy } from './legacy-fonts.ts'
import { countSyllables, type SyllableCount } from './vietnamese-syllable.ts'

/** 8-bit text decoded by the page that fits best. */
export interface GuessedPage {
  readonly text: string
  readonly encoding: string
  readonly legacyFont: LegacyFont | undefined
}

const SAMPLE = 200_000
const FONTS: readonly LegacyFont[] = ['tcvn3', 'vni', 'viscii', 'vps']

/** Decodes bytes that are no UTF by trying the Vietnamese pages, then the scripts of other languages. */
export function guessPage(bytes: Uint8Array): GuessedPage {
  const western = decodeAs('windows-1252', bytes)
  const font = vietnamesePage(bytes)
  if (font === 'windows-1258')
    return { text: decodeAs('windows-1258', bytes).normalize('NFC'), encoding: font, legacyFont: undefined }
  if (font !== undefined) return { text: convertLines(western, font), encoding: font, legacyFont: font }
  const other = otherScript(bytes)
  return { text: other ? decodeAs(other, bytes) : western, encoding: other ?? 'windows-1252', legacyFont: undefined }
}

const decodeAs = (label: string, bytes: Uint8Array): string => new TextDecoder(label).decode(bytes)

// Capitals are restored within a line; a converted text keeps its length only there.
function convertLines(text: string, font: LegacyFont): string {
  return text
    .split('\n')
    .map((line) => convertLegacy(line, font))
    .join('\n')
}

function vietnamesePage(bytes: Uint8Array): LegacyFont | 'windows-1258' | undefined {
  const sample = bytes.subarray(0, SAMPLE)
  const western = decodeAs('windows-1252', sample)
  const plain = countSyllables(western)
  const candidates: { page: LegacyFont | 'windows-1258'; count: SyllableCount }[] = [
    { page: 'windows-1258', count: countSyllables(decodeAs('windows-1258', sample).normalize('NFC')) },
    ...FONTS.map((font) => ({ page: font, count: countSyllables(convertLines(western, font)) })),
  ]
  const rank = ({ good, bad }: SyllableCount): number => (good + bad === 0 ? 0 : good / (good + bad))
  candidates.sort((a, b) => rank(b.count) - rank(a.count) || b.count.good - a.count.good)
  const best = candidates[0]
  if (!best || best.count.distinct < 2 || rank(best.count) < 0.75) return undefined
  return best.count.good > plain.good && rank(best.count) > rank(plain) + 0.1 ? best.page : undefined
}

/** Pages of other scripts: each must decode without error and give mostly letters of its script. */
const SCRIPTS: readonly { readonly label: string; readonly letters: RegExp }[] = [
  { label: 'shift_jis', letters: /[\u3040-\u30ff\u4e00-\u9fff]/g },
  { label: 'euc-jp', letters: /[\u3040-\u30ff\u4e00-\u9fff]/g },
  { label: 'euc-kr', letters: /[\uac00-\ud7a3]/g },
  { label: 'gb18030', letters: /[\u4e00-\u9fff]/g },
  { label: 'big5', letters: /[\u4e00-\u9fff]/g },
  { label: 'windows-1251', letters: /[\u0410-\u044f]/g },
]

/** A damaged byte repeated in every record is no script. */
const MIN_DISTINCT = 4

function otherScript(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, SAMPLE)
  const high = sample.reduce((n, b) => (b >= 0x80 ? n + 1 : n), 0)
  // Western languages have single letters beyond ASCII; these scripts have whole words of them.
  if (high < 8 || high < longestRunShare(sample)) return undefined
  return SCRIPTS.find(({ label, letters }) => fits(sample, label, letters))?.label
}

function longestRunShare(sample: Uint8Array): number {
  let pairs = 0
  let high = 0
  for (let i = 0; i < sample.length; i++) {
    if ((sample[i] ?? 0) < 0x80) continue
    high++
    if ((sample[i + 1] ?? 0) >= 0x80 || (sample[i - 1] ?? 0) >= 0x80) pairs++
  }
  return pairs * 2 >= high ? 0 : Number.POSITIVE_INFINITY
}

function fits(sample: Uint8Array, label: string, letters: RegExp): boolean {
  const text = new TextDecoder(label).decode(sample)
  const strange = text.match(/[\ufffd\u0080-\u009f\ue000-\uf8ff\uff61-\uff9f]/g)?.length ?? 0
  const beyond = text.match(/\P{ASCII}/gu)?.length ?? 0
  const own = text.match(letters)?.length ?? 0
  // A multi-byte character may be cut at the end of the sample.
  const cut = sample.length === SAMPLE ? 1 : 0
  const distinct = new Set(text.match(letters) ?? []).size
  return strange <= cut && own >= beyond * 0.7 && distinct >= MIN_DISTINCT
}
