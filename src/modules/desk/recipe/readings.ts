import { type DateOrder, type DecimalSign, readDate, readNumber } from '../../../tabular/index.ts'
import { formatDate, type Lang } from '../../../ui/index.ts'
import { recipeWords } from './words.ts'

/** A number as one decimal sign makes it, said so that it cannot be misread itself: "1 234 (số nguyên)". */
export function numberReading(text: string, sign: DecimalSign, lang: Lang): string {
  const say = recipeWords(lang)
  const read = readNumber(text, sign)
  if (!read) return text
  const [whole = '', fraction] = String(read.value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')
  return fraction === undefined && read.integer
    ? say.whole(grouped)
    : say.fraction(`${grouped}${lang === 'vi' ? ',' : '.'}${fraction ?? '0'}`)
}

/** A date as one order makes it. */
export function dateReading(text: string, order: DateOrder, lang: Lang): string {
  const day = readDate(text, order)?.slice(0, 10)
  if (day === undefined) return text
  const [year, month, date] = day.split('-').map(Number)
  return lang === 'vi' ? `ngày ${date} tháng ${month} năm ${year}` : formatDate(day, lang)
}
