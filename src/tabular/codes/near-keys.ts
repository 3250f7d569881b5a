import type { CodeIndex } from './code-index.ts'
import { deletions, MISPRINT_LENGTH } from './code-index.ts'
import { foldKey } from './fold.ts'

/**
 * Keys of long names that differ by one letter: left out, put in, changed, or two neighbours swapped.
 * People rarely misprint the first letter of a word, and names of communes often differ from provinces by just that.
 */
export function keysOneMisprintAway(index: CodeIndex, words: readonly string[]): string[] {
  const key = words.join('')
  if (key.length < MISPRINT_LENGTH - 1) return []
  const found = new Set<string>(index.byDeletion.get(key) ?? [])
  const shorter = deletions(key)
  for (const variant of shorter) if (variant.length >= MISPRINT_LENGTH && index.byKey.has(variant)) found.add(variant)
  for (const variant of shorter) {
    for (const other of index.byDeletion.get(variant) ?? [])
      if (other.length === key.length && isOneStep(key, other)) found.add(other)
  }
  return [...found].filter((other) =>
    (index.byKey.get(other) ?? []).some((entry) => sameInitials(words, index.dropUnitWords(entry.words))),
  )
}

function sameInitials(a: readonly string[], b: readonly string[]): boolean {
  // A name written without blanks has one initial only.
  if (a.length !== b.length) return a.length === 1 && a[0]?.[0] === b[0]?.[0]
  return a.every((word, at) => word[0] === b[at]?.[0])
}

function isOneStep(a: string, b: string): boolean {
  const first = Array.from(a).findIndex((letter, at) => letter !== b[at])
  if (first < 0) return true
  if (a.slice(first + 1) === b.slice(first + 1)) return true
  return a[first] === b[first + 1] && a[first + 1] === b[first] && a.slice(first + 2) === b.slice(first + 2)
}

const UNIT_WORD = /^\s*(?:t(?:ỉ|i|\?+)nh|th(?:à|a|\?+)nh ph(?:ố|o|\?+)|t\.?p)[\s.]+/iu

/** Keys that fit a name some of whose letters are `?`; a run of n stands for a third of n to n letters. */
export function keysWithUnknownLetters(index: CodeIndex, name: string): string[] {
  const pieces = name.replace(UNIT_WORD, '').split(/(\?+)/)
  const known = foldKey(pieces.filter((_, at) => at % 2 === 0).join(''))
  const unknown = pieces.filter((_, at) => at % 2 === 1).join('').length
  if (known.length < 3 || known.length < unknown) return []
  const exact = matchPieces(index, pieces, { loose: false })
  return exact.length > 0 ? exact : matchPieces(index, pieces, { loose: true })
}

function matchPieces(index: CodeIndex, pieces: readonly string[], { loose }: { loose: boolean }): string[] {
  const source = pieces
    .map((piece, at) => {
      if (at % 2 === 0) return foldKey(piece)
      return loose ? `[a-z]{${Math.ceil(piece.length / 3)},${piece.length}}` : `[a-z]{${piece.length}}`
    })
    .join('')
  const pattern = new RegExp(`^${source}$`)
  const length = pieces.reduce((sum, piece, at) => sum + (at % 2 === 0 ? foldKey(piece).length : piece.length), 0)
  const found: string[] = []
  for (let at = loose ? 0 : length; at <= length; at += 1) {
    for (const key of index.byLength.get(at) ?? []) if (pattern.test(key)) found.push(key)
  }
  return found
}

/**
 * Keys of names some of whose words are cut to their first letters ("T. Quang", "Q.Ninh").
 * At least one word of three letters or more must stand in full.
 */
export function keysAbbreviated(index: CodeIndex, words: readonly string[]): string[] {
  if (words.length < 2 || !words.some((word) => word.length >= 3)) return []
  const found = new Set<string>()
  for (const entry of index.entries) {
    if (entry.words.length !== words.length) continue
    const fits = words.every((word, at) => isCut(word, entry.words[at] ?? ''))
    const full = words.some((word, at) => word.length >= 3 && word === entry.words[at])
    if (fits && full) found.add(entry.words.join(''))
  }
  return [...found]
}

function isCut(word: string, whole: string): boolean {
  return (
    word === whole || (/^(?:[a-z]|[^aeiouy]{2}|qu)$/.test(word) && whole.length > word.length && whole.startsWith(word))
  )
}
