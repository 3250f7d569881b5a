import type { Problem } from '../../model.ts'
import type { LegacyFont, Repair } from '../decoded-file.ts'
import { windowsPunctuation } from './code-pages.ts'
import { guessPage } from './guess-page.ts'
import { mapShown, recogniseFont } from './recognise-font.ts'
import { undoMojibake } from './undo-mojibake.ts'
import { utf16WithoutMark } from './utf16.ts'

/** Bytes turned into Unicode text, with what had to be undone on the way. */
export interface DecodedText {
  readonly text: string
  readonly encoding: string
  readonly legacyFont: LegacyFont | undefined
  readonly repairs: readonly Repair[]
  readonly problems: readonly Problem[]
}

interface Raw {
  readonly text: string
  readonly encoding: string
  readonly legacyFont?: LegacyFont | undefined
  readonly mixed?: boolean
}

/** Decodes the bytes of a text file by evidence: marks, validity, then the statistics of Vietnamese syllables. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const raw = decodeByMark(bytes) ?? decodeUtf16(bytes) ?? decodeUtf8(bytes) ?? decodeByLine(bytes) ?? guessPage(bytes)
  return finish(raw)
}

const MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
]

function decodeByMark(bytes: Uint8Array): Raw | undefined {
  const mark = MARKS.find((m) => m.bytes.every((b, i) => bytes[i] === b))
  if (!mark) return undefined
  const body = bytes.subarray(mark.bytes.length)
  // A mark that contradicts the bytes behind it was left by a program that glued two files together.
  if (mark.encoding === 'utf-8' && decodeUtf8(body) === undefined) return decodeByLine(body) ?? guessPage(body)
  return { text: new TextDecoder(mark.encoding).decode(body), encoding: mark.encoding }
}

function decodeUtf16(bytes: Uint8Array): Raw | undefined {
  const encoding = utf16WithoutMark(bytes)
  return encoding === undefined ? undefined : { text: new TextDecoder(encoding).decode(bytes), encoding }
}

function decodeUtf8(bytes: Uint8Array): Raw | undefined {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return undefined
  }
}

const LINE_FEED = 10

// Files put together from several sources: some lines are UTF-8, others are not.
function decodeByLine(bytes: Uint8Array): Raw | undefined {
  const lines = splitLines(bytes)
  const texts = lines.map((line) => decodeUtf8(line)?.text)
  const rest = lines.filter((_, i) => texts[i] === undefined)
  // Only lines beyond ASCII are evidence of UTF-8.
  const utf8 = texts.reduce((n, t) => (t !== undefined && /\P{ASCII}/u.test(t) ? n + 1 : n), 0)
  // Now and then two letters of an 8-bit page happen to be a valid pair.
  if (rest.length === 0 || utf8 < Math.max(1, (utf8 + rest.length) * 0.1)) return undefined
  const page = guessPage(joinLines(rest))
  const others = page.text.split('\n')
  let at = 0
  const text = texts.map((t) => t ?? others[at++] ?? '').join('\n')
  return { text, encoding: 'mixed', legacyFont: page.legacyFont, mixed: true }
}

function splitLines(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
    lines.push(bytes.subarray(start, end))
    start = end + 1
  }
  lines.push(bytes.subarray(start))
  return lines
}

function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(lines.reduce((n, line) => n + line.length + 1, 0))
  let at = 0
  for (const line of lines) {
    out.set(line, at)
    at += line.length
    out[at++] = LINE_FEED
  }
  return out.subarray(0, Math.max(0, out.length - 1))
}

const SAMPLE = 400_000

function finish(raw: Raw): DecodedText {
  const repairs: Repair[] = raw.mixed ? ['mixed-encodings'] : []
  const problems: Problem[] = raw.mixed ? [{ code: 'mixed-encodings', severity: 'warning' }] : []
  let text = raw.text
  if (text.includes('\0')) {
    text = text.replaceAll('\0', '')
    problems.push({ code: 'nul-bytes', severity: 'warning' })
  }
  let legacyFont = raw.legacyFont
  const undone = undoMojibake(text)
  if (undone !== undefined) {
    text = undone
    repairs.push('utf8-read-as-cp1252')
    problems.push({ code: 'utf8-read-as-cp1252', severity: 'info' })
  }
  if (/[\u0300-\u0303\u0306\u0309\u031b\u0323]/.test(text) && raw.encoding !== 'windows-1258') {
    repairs.push('nfd')
    problems.push({ code: 'nfd', severity: 'info' })
  }
  text = text.normalize('NFC')
  if (legacyFont === undefined) {
    const shown = convertShownLetters(text)
    text = shown.text
    legacyFont = shown.font
  }
  if (legacyFont !== undefined) {
    repairs.push('legacy-font')
    problems.push({ code: 'legacy-font', severity: 'info', params: { font: legacyFont } })
  }
  if (/[\u0080-\u009f]/.test(text)) {
    text = windowsPunctuation(text)
    problems.push({ code: 'windows-punctuation', severity: 'info' })
  }
  if (text.includes('\ufffd')) problems.push({ code: 'unreadable-characters', severity: 'warning' })
  return { text, encoding: raw.encoding, legacyFont, repairs, problems }
}

// Letters of a legacy font that were stored as the Western letters they look like.
function convertShownLetters(text: string): { text: string; font: LegacyFont | undefined } {
  if (!/[\u0080-\u00ff\u0152-\u2122]/.test(text)) return { text, font: undefined }
  const font = recogniseFont(text.slice(0, SAMPLE))
  if (font === undefined) return { text, font: undefined }
  const lines = text.split('\n').map((line) => mapShown(line, font))
  return { text: lines.join('\n'), font }
}
