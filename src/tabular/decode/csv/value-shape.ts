/** What a piece of text looks like, told without knowing its column. */
export type ValueKind = 'empty' | 'number' | 'money' | 'date' | 'link' | 'code' | 'word' | 'text'

const NUMBER =
  /^[-+−]?(?:\d+|\d{1,3}(?:[ .,'\u00a0\u202f]\d{3})+)(?:[.,]\d+)?(?:[eE][-+]?\d+)?$|^[-+−]?[.,]\d+(?:[eE][-+]?\d+)?$/
const MONEY =
  /^\(?[-+]?\s?(?:[$£€¥₫]|USD|VND)\s?[-+]?\d[\d.,  ]*\)?$|^\(?[-+]?\d[\d.,  ]*\s?(?:[%‰$£€¥₫đ]|VND|USD)\)?$|^\([\d.,]+\)$/u
const DATE =
  /^(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[- /]?[A-Za-z]{3,9}[- /,]*\d{2,4}|[A-Za-z]{3,9}[- ]\d{2,4})?(?:[T ]*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:[AaPp][Mm])?)?(?:Z|\s?(?:UTC|GMT)?[-+]\d{2}(?::?\d{2})?|\s(?:UTC|GMT|ICT))?$/
const LINK = /^(?:https?:\/\/|www\.|mailto:)\S+$|^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i
const MISSING = /^(?:n\/?a|nan|null|none|nil|-+|–|\.{2,3}|…|missing|\?|\*+)$/i

/** Tells the kind of a value; marks for "no figure" (`..`, `-`, `NA`) count as empty. */
export function kindOf(value: string): ValueKind {
  const text = value.trim()
  if (text === '' || MISSING.test(text)) return 'empty'
  if (NUMBER.test(text)) return 'number'
  if (text.length <= 40 && DATE.test(text)) return 'date'
  if (text.length <= 40 && MONEY.test(text)) return 'money'
  if (LINK.test(text)) return 'link'
  if (/\s/.test(text)) return 'text'
  return /\d/.test(text) ? 'code' : 'word'
}

/** Letters become `a` or `A`, digits `9`; everything else stays. `MG-8769` → `AA-9999`. */
export function exactShape(value: string): string {
  return value
    .slice(0, 80)
    .replace(/\p{Lu}/gu, 'A')
    .replace(/[\p{L}\p{M}]/gu, (c) => (c === 'A' ? c : 'a'))
    .replace(/\d/g, '9')
}

/** The shape with runs drawn together: `AA-9999` → `A-9`. */
export function looseShape(value: string): string {
  return exactShape(value).replace(/(.)\1+/gu, '$1')
}
