const WORD = /[\p{L}\p{M}]+/gu

interface Word {
  readonly at: number
  readonly text: string
  /** `upper` or `lower` when letters whose case is certain agree; `first` when only the first letter is a capital. */
  readonly style: 'upper' | 'lower' | 'first' | 'unknown'
}

/** Letters whose capital the table lacks: stored small whatever the writer meant. */
const OPEN = {
  tcvn3: /[àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/,
  vps: /[ạẫậặẹệịọộợụữựỵ]/,
} as const

/**
 * Gives letters the capital that their font table lacks: in a word whose other letters are capitals they were capitals
 * too. One capital in front may begin a name, so such a word follows the words beside it.
 */
export function restoreCapitals(text: string, font: keyof typeof OPEN): string {
  const open = OPEN[font]
  if (!open.test(text) || !/\p{Lu}/u.test(text)) return text
  const words = [...text.matchAll(WORD)].map((m): Word => ({ at: m.index, text: m[0], style: styleOf(m[0], open) }))
  let out = text
  words.forEach((word, i) => {
    if (word.style === 'upper' || (word.style === 'first' && besideCapitals(words, i)))
      out = out.slice(0, word.at) + word.text.toUpperCase() + out.slice(word.at + word.text.length)
  })
  return out
}

function styleOf(word: string, open: RegExp): Word['style'] {
  const certain = Array.from(word).filter((letter) => !open.test(letter))
  const upper = certain.filter((letter) => letter === letter.toUpperCase()).length
  if (upper < certain.length) return 'lower'
  if (upper === 0) return 'unknown'
  return upper === 1 && certain.length < word.length && !open.test(word.charAt(0)) ? 'first' : 'upper'
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
