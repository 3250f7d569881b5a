const MARKS = /\p{M}/gu
const NOT_KEY = /[^a-z0-9]+/g

/** Lower-case ASCII words of a text, diacritics dropped: "TP. Đắk-Lắk" → ["tp", "dak", "lak"]. */
export function foldWords(text: string): string[] {
  return foldLetters(text).split(NOT_KEY).filter(Boolean)
}

/** Letters and digits only, so that missing blanks and punctuation do not matter: "Kon Tum" → "kontum". */
export function foldKey(text: string): string {
  return foldLetters(text).replace(NOT_KEY, '')
}

function foldLetters(text: string): string {
  // Ð (eth) stands for Đ in files made with western keyboards.
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .replace(/[đĐðÐ²³]/g, replaceLetter)
    .toLowerCase()
}

function replaceLetter(letter: string): string {
  if (letter === '²') return '2'
  return letter === '³' ? '3' : 'd'
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g

/**
 * The spelling with its diacritics, but with each word's tone at its end, so that "Hoà" and "Hòa" agree
 * while "Hòa" and "Hoá" do not.
 */
export function spelling(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.replace(TONES, '') + (word.match(TONES)?.join('') ?? ''))
    .join(' ')
}

// Typographic blanks, dashes and quotes that office programs put into good text.
const ORDINARY = /[\t-\r -~\u00a0\u00b7\u2010-\u2015\u2018-\u201d\u2022\u2026\u200b\ufeff]/
const VIETNAMESE = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđð]/iu

/** Whether a text has only letters that Vietnamese writes. Text in a wrong encoding nearly always has others. */
export function looksVietnamese(text: string): boolean {
  for (const char of text.normalize('NFC')) {
    if (!ORDINARY.test(char) && !VIETNAMESE.test(char)) return false
  }
  return true
}
