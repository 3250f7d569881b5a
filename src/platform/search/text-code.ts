import type { Dictionary } from './dictionary.ts'
import { sectionEnd, separatorOf, surfaceOf } from './dictionary.ts'
import { grow } from './grow.ts'
import { eachWord } from './words.ts'

/** Byte strings one after the other; entry i is `bytes[offsets[i] .. offsets[i + 1])`. */
export interface Blobs {
  offsets: Uint32Array
  bytes: Uint8Array
}

/**
 * Document texts as numbers of dictionary words: a quarter of the size of the text, and phrases, marks and snippets are
 * read from it without decompressing. A word is varint(surface × 2 + odd), odd = something other than one blank stands
 * before it, then varint(separator). Surface 0 closes a section; every section but the title begins with its weight.
 */
export interface TextWriter {
  readonly blobs: Blobs
  length: number
}

/** Appends one section and calls `seen` for each word. */
export function writeSection(
  writer: TextWriter,
  dictionary: Dictionary,
  section: { readonly text: string; readonly words: number; readonly seen: (surface: number) => void },
): number {
  const { text } = section
  let last = 0
  let words = 0
  eachWord(text, (start, end) => {
    if (words >= section.words) return
    const surface = surfaceOf(dictionary, text.slice(start, end))
    writeWord(writer, surface, separatorBetween(dictionary, text, last, start, words === 0))
    last = end
    words++
    section.seen(surface)
  })
  const cut = words >= section.words
  writeWord(writer, sectionEnd, cut ? 0 : separatorBetween(dictionary, text, last, text.length, true))
  return words
}

/** Number of the separator plus 1, or 0 for what a reader puts back by itself. */
function separatorBetween(dictionary: Dictionary, text: string, from: number, to: number, edge: boolean): number {
  if (edge ? from === to : to === from + 1 && text.charCodeAt(from) === 32) return 0
  return separatorOf(dictionary, text.slice(from, Math.min(to, from + 24))) + 1
}

function writeWord(writer: TextWriter, surface: number, separator: number): void {
  const { blobs } = writer
  blobs.bytes = grow(blobs.bytes, writer.length + 12)
  if (separator === 0) {
    writer.length = writeNumber(blobs.bytes, writer.length, surface * 2)
    return
  }
  writer.length = writeNumber(blobs.bytes, writer.length, surface * 2 + 1)
  writer.length = writeNumber(blobs.bytes, writer.length, separator - 1)
}

function writeNumber(bytes: Uint8Array, at: number, value: number): number {
  let rest = value
  let to = at
  while (rest > 127) {
    bytes[to++] = (rest & 127) | 128
    rest >>>= 7
  }
  bytes[to++] = rest
  return to
}

export interface Section {
  /** 0 for the title. */
  readonly weight: number
  readonly text: string
  readonly surfaces: readonly number[]
  /** Start of each word in `text`. */
  readonly starts: readonly number[]
}

/** Reads the sections of one document back; `most` = 1 reads the title only. */
export function readSections(blobs: Blobs, doc: number, dictionary: Dictionary, most = Infinity): Section[] {
  const cursor = { bytes: blobs.bytes, at: blobs.offsets[doc] ?? 0 }
  const end = blobs.offsets[doc + 1] ?? 0
  const sections: Section[] = []
  while (cursor.at < end && sections.length < most) {
    const weight = sections.length === 0 ? 0 : (cursor.bytes[cursor.at++] ?? 1)
    sections.push({ weight, ...readSection(cursor, dictionary) })
  }
  return sections
}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

function readSection(cursor: Cursor, dictionary: Dictionary): Omit<Section, 'weight'> {
  const surfaces: number[] = []
  const starts: number[] = []
  let text = ''
  for (;;) {
    const code = readNumber(cursor)
    const surface = code >>> 1
    if (code & 1) text += dictionary.separators[readNumber(cursor)] ?? ''
    else if (surface !== sectionEnd && surfaces.length > 0) text += ' '
    if (surface === sectionEnd) return { text, surfaces, starts }
    surfaces.push(surface)
    starts.push(text.length)
    text += dictionary.surfaces[surface] ?? ''
  }
}

function readNumber(cursor: Cursor): number {
  let value = 0
  let shift = 0
  for (;;) {
    const byte = cursor.bytes[cursor.at++] ?? 0
    value |= (byte & 127) << shift
    if (byte < 128) return value >>> 0
    shift += 7
  }
}

/** Calls `visit` with the surface of every word of one document. */
export function eachSurface(blobs: Blobs, doc: number, visit: (surface: number) => void): void {
  const cursor = { bytes: blobs.bytes, at: blobs.offsets[doc] ?? 0 }
  const end = blobs.offsets[doc + 1] ?? 0
  while (cursor.at < end) {
    const code = readNumber(cursor)
    if (code & 1) readNumber(cursor)
    if (code >>> 1 === sectionEnd) cursor.at++
    else visit(code >>> 1)
  }
}

/** Whether the terms stand one after the other in one section of the document. */
export function hasPhrase(blobs: Blobs, doc: number, surfaceTerms: Uint32Array, phrase: readonly number[]): boolean {
  const cursor = { bytes: blobs.bytes, at: blobs.offsets[doc] ?? 0 }
  const end = blobs.offsets[doc + 1] ?? 0
  const goal = 1 << (phrase.length - 1)
  // Bit i is set while the last i + 1 words are the first i + 1 of the phrase.
  let state = 0
  while (cursor.at < end) {
    const code = readNumber(cursor)
    if (code & 1) readNumber(cursor)
    if (code >>> 1 === sectionEnd) {
      state = 0
      cursor.at++
      continue
    }
    const term = surfaceTerms[code >>> 1]
    let fits = 0
    for (let i = 0; i < phrase.length; i++) if (phrase[i] === term) fits |= 1 << i
    state = ((state << 1) | 1) & fits
    if (state & goal) return true
  }
  return false
}
