import { formatNumber, type Lang } from '../../../../ui/index.ts'

/** A share in percent with at most one decimal, `6,5 %`; a dash where there is nothing to share. */
export function percentOf(part: number, whole: number, lang: Lang): string {
  return whole === 0 ? '–' : `${formatNumber((part / whole) * 100, lang, { min: 0, max: 1 })} %`
}
