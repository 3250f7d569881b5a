import { cleanText } from '../../../platform/text.ts'
import { readDate } from '../../../tabular/index.ts'
import type { Basis } from '../record.ts'
import type { ReadValue } from './read-result.ts'

// “88/2026/NĐ-CP”, “714/QĐ-TTg”, “60/2024/QH15”, “12/KH-UBND”.
const NUMBER = /\d{1,5}\s*(?:\/\s*\d{4})?\s*\/\s*[A-ZĐ][A-ZĐ0-9]*(?:\s*-\s*[\p{L}0-9]+)*/u
const ARTICLE = /(?:điểm\s+\S+\s+)?(?:khoản\s+\d+\s+)?điều\s+\d+[a-zđ]?(?:\s*\(\d+\))?/iu
const DAY = /(?:ngày\s*)?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})/iu
const MOST = 50

/** Documents as people list them, one a line or after a semicolon where each line has its parts between semicolons. */
export function readBases(text: string): ReadValue {
  const lines = text
    .split('\n')
    .map((line) => cleanText(line.replace(/^\s*[-–+•*]\s+/, '')))
    .filter((line) => line !== '')
  const bases = lines.map(readBasis)
  if (bases.length > MOST)
    return {
      kind: 'wrong',
      said: { vi: `Có ${bases.length} văn bản; tối đa ${MOST}.`, en: `${bases.length} documents; ${MOST} at most.` },
    }
  return { kind: 'value', value: bases }
}

function readBasis(line: string): Basis {
  const parts = line.split(';').map(cleanText)
  if (parts.length > 1) return fromParts(parts)
  const number = NUMBER.exec(line)?.[0]
  const article = ARTICLE.exec(line)?.[0]
  const day = DAY.exec(line)
  const date = day?.[1] === undefined ? undefined : readDate(day[1], 'dmy')?.slice(0, 10)
  if (number === undefined)
    return { number: line.slice(0, 120), ...(line.length > 120 ? { title: line.slice(0, 500) } : {}) }
  return {
    number: number.replace(/\s+/g, '').slice(0, 120),
    ...(article ? { article: article.slice(0, 120) } : {}),
    ...(date ? { date } : {}),
    ...titleOf(line, [number, article, day?.[0]]),
  }
}

function fromParts([number = '', article = '', date = '', ...title]: readonly string[]): Basis {
  const day = readDate(date, 'dmy')?.slice(0, 10)
  const rest = (day === undefined ? [date, ...title] : title).filter(Boolean).join('; ')
  return {
    number: (NUMBER.exec(number)?.[0].replace(/\s+/g, '') ?? number).slice(0, 120) || '–',
    ...(article ? { article: article.slice(0, 120) } : {}),
    ...(day ? { date: day } : {}),
    ...(rest ? { title: rest.slice(0, 500) } : {}),
  }
}

// What is left of a line once its parts are taken out, when it says more than the kind of document.
function titleOf(line: string, parts: readonly (string | undefined)[]): { readonly title?: string } {
  let rest = line
  for (const part of parts) if (part !== undefined) rest = rest.replace(part, ' ')
  const title = cleanText(rest.replace(/\s+/g, ' ').replace(/^[\s,.;:()–-]+|[\s,;:()–-]+$/g, ''))
  const words = title.split(' ').filter((word) => !KIND_WORDS.has(word.toLowerCase()))
  return words.length > 2 ? { title: title.slice(0, 500) } : {}
}

const KIND_WORDS: ReadonlySet<string> = new Set([
  'quyết',
  'định',
  'nghị',
  'thông',
  'tư',
  'luật',
  'số',
  'ngày',
  'của',
  'kế',
  'hoạch',
  'công',
  'văn',
  'tại',
  'theo',
])
