import { readFile } from 'node:fs/promises'

export type Face = 'regular' | 'bold' | 'italic'

/** A piece of a word that one font file can draw. */
export interface Run {
  readonly font: string
  readonly text: string
  readonly width: number
}

export interface Word {
  readonly runs: readonly Run[]
  readonly width: number
}

export interface Line {
  readonly words: readonly Word[]
  readonly width: number
  /** Ends its paragraph: never stretched. */
  readonly last: boolean
}

export interface Style {
  readonly face: Face
  /** Points. */
  readonly size: number
}

/** What the drawing library knows of its fonts. */
export interface Measurer {
  widthOf(font: string, size: number, text: string): number
}

const FILES: Readonly<Record<Face, string>> = { regular: '400-normal', bold: '600-normal', italic: '400-italic' }
const SUBSETS = ['latin', 'vietnamese'] as const
const FOLDER = new URL('../../../../node_modules/@fontsource/be-vietnam-pro/files/', import.meta.url)

export interface FontFile {
  readonly name: string
  readonly bytes: Buffer
}

let held: Promise<readonly FontFile[]> | undefined

/** Be Vietnam Pro in the faces of documents; the letters of Vietnamese are in files of their own. */
export function readFonts(): Promise<readonly FontFile[]> {
  held ??= Promise.all(
    (Object.keys(FILES) as Face[]).flatMap((face) =>
      SUBSETS.map(async (subset) => ({
        name: `${face}-${subset}`,
        bytes: await readFile(new URL(`be-vietnam-pro-${subset}-${FILES[face]}.woff`, FOLDER)),
      })),
    ),
  )
  return held
}

// Letters of the Vietnamese alphabet outside Latin-1, the tone marks of their own, and the đồng sign: the second file.
function isVietnamese(code: number): boolean {
  return (
    (code >= 0x1ea0 && code <= 0x1ef9) ||
    [0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1a0, 0x1a1, 0x1af, 0x1b0, 0x20ab].includes(code) ||
    (code >= 0x300 && code <= 0x329)
  )
}

/** Splits text into words that can be measured and drawn; words are remembered, for most of them come again. */
export function createSetter(measurer: Measurer) {
  const words = new Map<string, Word>()

  function word(text: string, { face, size }: Style): Word {
    const key = `${face} ${size} ${text}`
    const known = words.get(key)
    if (known) return known
    const runs = runsOf(text).map(({ text: piece, subset }) => {
      const font = `${face}-${subset}`
      return { font, text: piece, width: measurer.widthOf(font, size, piece) }
    })
    const made = { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
    words.set(key, made)
    return made
  }

  /** Breaks a text, with a bold beginning where there is one, into lines of a width; too long a word is broken where it must. */
  function lines(
    text: string,
    style: Style,
    { width, indent = 0, lead = '' }: { width: number; indent?: number; lead?: string },
  ): readonly Line[] {
    const space = word(' ', style).width
    const found: Line[] = []
    let current: Word[] = []
    let used = indent
    for (const piece of [...piecesOf(lead, { ...style, face: 'bold' }, width), ...piecesOf(text, style, width)]) {
      const needed = current.length === 0 ? piece.width : piece.width + space
      if (current.length > 0 && used + needed > width) {
        found.push({ words: current, width: used, last: false })
        current = []
        used = 0
      }
      used += current.length === 0 ? piece.width : piece.width + space
      current.push(piece)
    }
    if (current.length > 0) found.push({ words: current, width: used, last: true })
    return found
  }

  const piecesOf = (text: string, style: Style, width: number) =>
    wordsIn(text).flatMap((part) => breakWord(part, { word: (piece) => word(piece, style), width }))

  return { lines, space: (style: Style) => word(' ', style).width }
}

export type Setter = ReturnType<typeof createSetter>

function wordsIn(text: string): readonly string[] {
  return text.normalize('NFC').split(/\s+/).filter(Boolean)
}

/** A word as it is, or in pieces where it is longer than a line. */
function breakWord(part: string, { word, width }: { word(text: string): Word; width: number }): readonly Word[] {
  const whole = word(part)
  if (whole.width <= width) return [whole]
  const length = Math.max(1, Math.floor((part.length * width) / whole.width) - 1)
  const count = Math.ceil(part.length / length)
  return Array.from({ length: count }, (_, index) => word(part.slice(index * length, (index + 1) * length)))
}

function runsOf(text: string): readonly { readonly text: string; readonly subset: (typeof SUBSETS)[number] }[] {
  const runs: { text: string; subset: (typeof SUBSETS)[number] }[] = []
  for (const letter of text) {
    const subset = isVietnamese(letter.codePointAt(0) ?? 0) ? 'vietnamese' : 'latin'
    const last = runs.at(-1)
    if (last?.subset === subset) last.text += letter
    else runs.push({ text: letter, subset })
  }
  return runs
}
