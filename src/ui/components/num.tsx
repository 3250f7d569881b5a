import { formatNumber } from '../format.ts'
import type { Lang } from '../messages/index.ts'

/** A number in running text, in figures of one width. */
export function Num({ value, lang }: { value: number | string; lang: Lang }) {
  return <span class="num">{typeof value === 'number' ? formatNumber(value, lang) : value}</span>
}
