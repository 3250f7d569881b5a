/** Letters without diacritics and in lower case, blanks tidied; the form in which words are looked up. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** One blank between words, none at the ends. */
export const tidyBlanks = (text: string): string => (UNTIDY.test(text) ? text.replace(/\s+/g, ' ').trim() : text)

const UNTIDY = /^\s|\s\s|[^\S ]|\s$/

/** Machine name of a label: `[a-z][a-z0-9_]*`, at most 60 characters. */
export function machineName(label: string, fallback: string): string {
  const plain = fold(label)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  const cut = plain.length > 60 ? plain.slice(0, 60).replace(/_[^_]*$/, '') : plain
  if (cut === '') return fallback
  return /^[a-z]/.test(cut) ? cut : /^\d{4}(?:_|$)/.test(cut) ? `nam_${cut}` : `n_${cut}`
}

/** Gives every name of a list its own form by counting up: `ten`, `ten_2`, `ten_3`. */
export function makeUnique(names: readonly string[], separator = '_'): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let candidate = name
    for (let n = 2; taken.has(candidate); n++) candidate = `${name}${separator}${n}`
    taken.add(candidate)
    return candidate
  })
}
