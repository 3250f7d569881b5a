const WORD = /[\p{L}\p{M}]+/gu

interface Word {
  readonly at: number
  readonly text: string
  /** `upper` or `lower` when letters whose case is certain agree; `first` when only the first letter is a capital. */
  readonly style: 'upper' | 'lower' | 'first' | 'unknown'
}

/**
 * Gives toned letters the capital that the font table lacks: in a word whose other letters are capitals they were
 * capitals too. One capital in front may begin a name, so such a word follows the words beside it.
 *
 * @param mapped text after the table, one UTF-16 unit for each of `source`
 * @param source text before, where ASCII letters show which letters have a certain case
 */
export function restoreCapitals(mapped: string, source: string): string {
  if (mapped.length !== source.length || !/[A-ZĂÂÊÔƠƯĐ]/.test(mapped)) return mapped
  const words = [...mapped.matchAll(WORD)].map((m): Word => {
    const text = m[0]
    return { at: m.index, text, style: styleOf(text, source.slice(m.index, m.index + text.length)) }
  })
  let out = mapped
  words.forEach((word, i) => {
    if (word.style === 'upper' || (word.style === 'first' && besideCapitals(words, i)))
      out = out.slice(0, word.at) + word.text.toUpperCase() + out.slice(word.at + word.text.length)
  })
  return out
}

// Letters with a capital of their own in the table; only a toned letter leaves its case open.
const CERTAIN = /[A-Za-zĂÂÊÔƠƯĐăâêôơưđ]/

function styleOf(mapped: string, source: string): Word['style'] {
  const certain = [...mapped].filter((letter) => CERTAIN.test(letter))
  const upper = certain.filter((letter) => letter === letter.toUpperCase()).length
  if (upper < certain.length) return 'lower'
  if (upper === 0) return 'unknown'
  const open = certain.length < mapped.length && source !== mapped
  return upper === 1 && open && CERTAIN.test(mapped.charAt(0)) ? 'first' : 'upper'
}

function besideCapitals(words: readonly Word[], index: number): boolean {
  const beside = (step: number): Word['style'] | undefined => {
    for (let i = index + step; i >= 0 && i < words.length; i += step) {
      const word = words[i]
      if (word && (word.style === 'upper' ? word.text.length > 1 : word.style === 'lower')) return word.style
    }
    return undefined
  }
  const before = beside(-1)
  const after = beside(1)
  return before === 'upper'
    ? after !== 'lower' || words[index - 1]?.style === 'upper'
    : after === 'upper' && before === undefined
}
