/**
 * Readings of names whose letters were spoilt on the way. Only base letters matter for matching, so the tables map
 * what is seen on the screen to a base letter. A letter that cannot be known becomes `?`.
 */

/** What windows-1252 shows for the bytes 0x80–0x9f; holes are control characters. */
const CP1252_HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** TCVN3 (fonts .Vn*) shown as windows-1252. 0xad, the soft hyphen, is ư. */
const TCVN3: ReadonlyMap<string, string> = lettersOf({
  a: '¡¢µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË',
  d: '§®',
  e: '£ÌÐÎÏÑªÒÕÓÔÖ',
  i: '×ÝØÜÞ',
  o: '¤¥ßãáâä«åèæçé¬êíëìî',
  u: '¦ïóñòô\u00adõøö÷ù',
  y: 'úýûüþ',
})

/** VNI writes most marks as a letter after the vowel; these stand for a whole letter. */
const VNI_LETTERS: ReadonlyMap<string, string> = lettersOf({
  d: 'ñÑ',
  i: 'íìæóòÍÌÆÓÒ',
  o: 'ôÔ',
  u: 'öÖ',
  y: 'îÎ',
})
const VNI_MARKS = 'øùûõïâêéèúüëáàåãäØÙÛÕÏÂÊÉÈÚÜËÁÀÅÃÄ'

function lettersOf(groups: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(groups).flatMap(([base, shown]) => Array.from(shown).map((char) => [char, base] as const)),
  )
}

/** TCVN3 text seen through windows-1252, or `undefined` if a letter is not in that table. */
export function readTcvn3(text: string): string | undefined {
  return mapLetters(text, (char) => TCVN3.get(char))
}

/** VNI text seen through windows-1252, or `undefined` if a letter is not in that table. */
export function readVni(text: string): string | undefined {
  return mapLetters(text, (char, before) => {
    const letter = VNI_LETTERS.get(char)
    if (letter !== undefined) return letter
    // ư and ơ carry their tone as a mark of their own, hence ö and ô among the vowels.
    return VNI_MARKS.includes(char) && /[aeouyöôÖÔ]/i.test(before) ? '' : undefined
  })
}

const CP1258_LETTERS: ReadonlyMap<string, string> = lettersOf({ a: 'ãÃ', d: 'ðÐ', o: 'õÕ', u: 'ýÝ' })
const CP1258_TONES = 'ÌÒÞìò'

/** Windows-1258 text seen through windows-1252: tones are characters of their own after the vowel. */
export function readCp1258(text: string): string | undefined {
  return mapLetters(text, (char, before) => {
    if (CP1258_TONES.includes(char) && /[aeiouyâãêôõýÂÃÊÔÕÝ]/i.test(before)) return ''
    return CP1258_LETTERS.get(char) ?? (/\p{L}/u.test(char) ? char : undefined)
  })
}

/** The text with every letter Vietnamese cannot explain as `?`: what is left when the table of the font is unknown. */
export function readUnknown(text: string): string | undefined {
  return mapLetters(text, () => '?')
}

function mapLetters(text: string, map: (char: string, before: string) => string | undefined): string | undefined {
  let out = ''
  let before = ''
  let mapped = false
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x80 || code === 0xa0) out += char
    else {
      const letter = map(char, before)
      if (letter === undefined) return undefined
      out += letter
      mapped = true
    }
    before = char
  }
  return mapped ? out : undefined
}

const byteOf = new Map(Array.from(CP1252_HIGH).map((char, index) => [char, 0x80 + index] as const))

function byte(text: string, index: number): number | undefined {
  const char = text[index]
  if (char === undefined) return undefined
  const code = char.charCodeAt(0)
  return code < 0x100 ? code : byteOf.get(char)
}

function isTrail(value: number | undefined): value is number {
  return value !== undefined && value >= 0x80 && value < 0xc0
}

/**
 * UTF-8 that was read as windows-1252 ("HÃ  Nam" → "Hà Nam"), or `undefined` if nothing looks like it.
 * Bytes that windows-1252 leaves undefined are often lost: Ä alone is Đ, Ã before a blank is à, the rest is `?`.
 */
export function readMojibake(text: string): string | undefined {
  let out = ''
  let found = false
  for (let index = 0; index < text.length; ) {
    const sequence = readSequence(text, index)
    if (sequence) found = true
    out += sequence?.text ?? text[index] ?? ''
    index += sequence?.length ?? 1
  }
  return found ? out : undefined
}

function readSequence(text: string, index: number): { text: string; length: number } | undefined {
  const lead = byte(text, index)
  if (lead === undefined || lead < 0xc3 || lead > 0xe1) return undefined
  const second = byte(text, index + 1)
  if (lead === 0xe1) return readThree(text, index, second)
  if (lead > 0xc6) return undefined
  if (isTrail(second)) return { text: String.fromCodePoint(((lead & 0x1f) << 6) | (second & 0x3f)), length: 2 }
  if (lead === 0xc4) return { text: 'Đ', length: 1 }
  if (lead === 0xc3 && /\s/.test(text[index + 1] ?? '')) return { text: 'à', length: 2 }
  return undefined
}

function readThree(
  text: string,
  index: number,
  second: number | undefined,
): { text: string; length: number } | undefined {
  if (second !== 0xba && second !== 0xbb) return undefined
  const third = byte(text, index + 2)
  if (!isTrail(third)) return { text: '?', length: 2 }
  return { text: String.fromCodePoint(0x1000 | ((second & 0x3f) << 6) | (third & 0x3f)), length: 3 }
}
