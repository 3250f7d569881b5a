// The Vietnamese alphabet files ă, â, đ, ê, ô, ơ, ư as letters of their own; tones only break ties.
const alphabet = Array.from(' 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz')
const letterOrder = new Map(alphabet.map((letter, place) => [letter, String.fromCharCode(place + 1)]))
const tones = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323']
const part = /\d+|[\p{L}\p{M}]+/gu
const firstForeign = 0x100

/** A string whose code unit order is the Vietnamese title order; numbers inside sort by value. */
export function titleKey(title: string): string {
  let letters = ''
  let toneKey = ''
  for (const [run] of title.normalize('NFC').toLowerCase().matchAll(part)) {
    if (letters !== '') letters += '\u0001'
    if (run <= '9\uffff') {
      letters += numberKey(run)
      continue
    }
    for (const letter of run) {
      const key = letterKey(letter)
      letters += key.letter
      toneKey += key.tone
    }
  }
  return `${letters}\u0000${toneKey}`
}

// Digits sort before letters: '0'–'9' have places 2–11, the length of the number comes first.
function numberKey(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/u, '')
  const length = String.fromCharCode(2 + Math.min(9, Math.floor(plain.length / 10)), 2 + (plain.length % 10))
  return length + plain.replace(/\d/gu, (digit) => letterOrder.get(digit) ?? digit)
}

interface LetterKey {
  readonly letter: string
  readonly tone: string
}

const letterKeys = new Map<string, LetterKey>()

function letterKey(letter: string): LetterKey {
  const known = letterKeys.get(letter)
  if (known) return known
  const parts = letter.normalize('NFD')
  const tone = tones.findIndex((mark) => parts.includes(mark))
  const base = parts.replace(tones[tone] ?? '', '').normalize('NFC')
  const key = { letter: letterOrder.get(base) ?? foreignKey(base), tone: String.fromCharCode(tone + 2) }
  letterKeys.set(letter, key)
  return key
}

function foreignKey(letter: string): string {
  return String.fromCodePoint(firstForeign + Math.min(letter.codePointAt(0) ?? 0, 0xf_0000))
}
