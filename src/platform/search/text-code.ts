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

export interface NewSection {
  readonly text: string
  /** Words to take at most. */
  readonly words: number
  readonly seen: (surface: number) => void
}

/** Appends one section, tells the caller each word of it and returns their number. */
export function writeSection(writer: TextWriter, dictionary: Dictionary, section: NewSection): number {
  const { text } = section
  let last = 0
  let words = 0
  eachWord(text, (start, end) => {
    if (words >= section.words) return
    const surface = surfaceOf(dictionary, text, { start, end })
    const isPlain = words === 0 ? start === 0 : start === last + 1 && text.charCodeAt(last) === blank
    writeWord(writer, surface, isPlain ? 0 : separatorOf(dictionary, cutGap(text, last, start)) + 1)
    last = end
    words++
    section.seen(surface)
  })
  const isPlain = last === text.length || words >= section.words
  writeWord(writer, sectionEnd, isPlain ? 0 : separatorOf(dictionary, cutGap(text, last, text.length)) + 1)
  return words
}

const blank = 32
/** Dot leaders and rules of a form would each be a separator of its own. */
const longestGap = 24

function cutGap(text: string, from: number, to: number): string {
  return text.slice(from, Math.min(to, from + longestGap))
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

/** A place in the text of one document. */
export interface TextCursor {
  readonly bytes: Uint8Array
  readonly end: number
  at: number
}

/** The beginning of a document's text. */
export function openText({ bytes, offsets }: Blobs, doc: number): TextCursor {
  return { bytes, at: offsets[doc] ?? 0, end: offsets[doc + 1] ?? 0 }
}

export interface Section {
  /** 0 for the title. */
  readonly weight: number
  readonly text: string
  readonly surfaces: readonly number[]
  /** Where each word begins and ends in `text`. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Reads the sections of one document back; `most` = 1 reads the title only. */
export function readSections(cursor: TextCursor, dictionary: Dictionary, most = Infinity): Section[] {
  const sections: Section[] = []
  while (cursor.at < cursor.end && sections.length < most) {
    const weight = sections.length === 0 ? 0 : (cursor.bytes[cursor.at++] ?? 1)
    sections.push({ weight, ...readSection(cursor, dictionary) })
  }
  return sections
}

function readSection(cursor: TextCursor, dictionary: Dictionary): Omit<Section, 'weight'> {
  const surfaces: number[] = []
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  for (;;) {
    const code = readNumber(cursor)
    const surface = code >>> 1
    if (code & 1) text += dictionary.separators[readNumber(cursor)] ?? ''
    else if (surface !== sectionEnd && surfaces.length > 0) text += ' '
    if (surface === sectionEnd) return { text, surfaces, starts, ends }
    surfaces.push(surface)
    starts.push(text.length)
    text += dictionary.surfaces[surface] ?? ''
    ends.push(text.length)
  }
}

function readNumber(cursor: TextCursor): number {
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
export function eachSurface(cursor: TextCursor, visit: (surface: number) => void): void {
  while (cursor.at < cursor.end) {
    const code = readNumber(cursor)
    if (code & 1) readNumber(cursor)
    if (code >>> 1 === sectionEnd) cursor.at++
    else visit(code >>> 1)
  }
}

/** Whether the terms stand one after the other in one section of the document. */
export function hasPhrase(cursor: TextCursor, surfaceTerms: Uint32Array, phrase: readonly number[]): boolean {
  const goal = 1 << (phrase.length - 1)
  // Bit i is set while the last i + 1 words are the first i + 1 of the phrase.
  let state = 0
  while (cursor.at < cursor.end) {
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
