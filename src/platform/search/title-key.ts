import { tidyText } from './words.ts'

// The Vietnamese alphabet files ă, â, đ, ê, ô, ơ, ư as letters of their own; tones only break ties.
const alphabet = ' 0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'
const letterOrder = new Map([...alphabet].map((letter, place) => [letter, String.fromCharCode(place + 1)]))
const tones = ['\u0300', '\u0301', '\u0309', '\u0303', '\u0323']
const word = /\d+|[\p{L}\p{M}]+/gu
const firstForeign = 0x100

/** A string whose code unit order is the Vietnamese title order; numbers inside sort by value. */
export function titleKey(title: string): string {
  const letters: string[] = []
  let toneKey = ''
  for (const [part] of tidyText(title).toLowerCase().matchAll(word)) {
    if (letters.length > 0) letters.push('\u0001')
    if (/^\d/u.test(part)) {
      letters.push(numberKey(part))
      continue
    }
    for (const letter of part) {
      const { base, tone } = splitTone(letter)
      letters.push(letterOrder.get(base) ?? foreignKey(base))
      toneKey += String.fromCharCode(tone + 1)
    }
  }
  return `${letters.join('')}\u0000${toneKey}`
}

// Digits sort before letters: '0'–'9' have places 2–11, the length of the number comes first.
function numberKey(digits: string): string {
  const plain = digits.replace(/^0+(?=\d)/u, '')
  const length = String.fromCharCode(2 + Math.min(9, Math.floor(plain.length / 10)), 2 + (plain.length % 10))
  return length + [...plain].map((digit) => letterOrder.get(digit) ?? digit).join('')
}

function foreignKey(letter: string): string {
  return String.fromCodePoint(firstForeign + (letter.codePointAt(0) ?? 0))
}

function splitTone(letter: string): { base: string; tone: number } {
  if (letter < '\u0080') return { base: letter, tone: 0 }
  const parts = letter.normalize('NFD')
  const tone = tones.findIndex((mark) => parts.includes(mark))
  if (tone < 0) return { base: letter, tone: 0 }
  return { base: parts.replace(tones[tone] ?? '', '').normalize('NFC'), tone: tone + 1 }
}
