import { decimalsOf } from '../cell.ts'
import { formatNumber } from '../format.ts'
import type { Lang } from '../messages/index.ts'

export interface BarItem {
  readonly label: string
  readonly value: number
  /** The one to look at: the whole country among provinces. */
  readonly pick?: boolean | undefined
}

/** Horizontal bars from zero with their numbers at the end; lengths compare, so there is no axis. */
export function Bars({ lang, items }: { lang: Lang; items: readonly BarItem[] }) {
  const decimals = decimalsOf(items.map((item) => item.value))
  const low = Math.min(0, ...items.map((item) => item.value))
  const span = Math.max(0, ...items.map((item) => item.value)) - low || 1
  return (
    <ol class="bars">
      {items.map((item) => {
        const start = ((Math.min(item.value, 0) - low) / span) * 100
        const length = (Math.abs(item.value) / span) * 100
        return (
          <li key={item.label} class={item.pick ? 'pick' : undefined}>
            <span>{item.label}</span>
            <svg aria-hidden="true">
              <rect x={`${start.toFixed(1)}%`} width={`${length.toFixed(1)}%`} height="100%" />
            </svg>
            <span class="num">{formatNumber(item.value, lang, { min: decimals, max: decimals })}</span>
          </li>
        )
      })}
    </ol>
  )
}
