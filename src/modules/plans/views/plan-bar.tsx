import { formatNumber, type Lang, words } from '../../../ui/index.ts'
import type { Counts } from '../progress/model.ts'

const barWords = words(
  {
    said: (published: string, items: string, late: string) => `${published} trên ${items} đã công bố, ${late} quá hạn`,
    onTime: 'công bố đúng hạn',
    after: 'công bố sau hạn',
    late: 'quá hạn',
    soon: 'sắp đến hạn',
    planned: 'chưa đến hạn',
  },
  {
    said: (published: string, items: string, late: string) => `${published} of ${items} published, ${late} overdue`,
    onTime: 'published on time',
    after: 'published after the due day',
    late: 'overdue',
    soon: 'due soon',
    planned: 'not yet due',
  },
)

interface Segment {
  readonly name: 'onTime' | 'after' | 'late' | 'soon' | 'planned'
  readonly count: number
}

function segmentsOf(counts: Counts): readonly Segment[] {
  const { items, published, onTime, late, dueSoon } = counts
  const planned = items - published - late - dueSoon
  const all: readonly Segment[] = [
    { name: 'onTime', count: onTime },
    { name: 'after', count: published - onTime },
    { name: 'late', count: late },
    { name: 'soon', count: dueSoon },
    { name: 'planned', count: planned },
  ]
  return all.filter(({ count }) => count > 0)
}

/** How far a plan has come, as one bar; the same is said in words to who does not see it. */
export function PlanBar({ lang, counts }: { lang: Lang; counts: Counts }) {
  const say = barWords(lang)
  const number = (value: number) => formatNumber(value, lang)
  const total = Math.max(1, counts.items)
  let at = 0
  return (
    <svg
      class="plan-bar"
      role="img"
      aria-label={say.said(number(counts.published), number(counts.items), number(counts.late))}
    >
      <rect class="pb-planned" width="100%" height="100%" />
      {segmentsOf(counts).map(({ name, count }) => {
        const x = (at / total) * 100
        at += count
        return (
          <rect
            key={name}
            class={`pb-${name}`}
            x={`${x.toFixed(2)}%`}
            width={`${((count / total) * 100).toFixed(2)}%`}
            height="100%"
          />
        )
      })}
    </svg>
  )
}

/** What the colours of the bar mean, with the numbers. */
export function PlanBarKey({ lang, counts }: { lang: Lang; counts: Counts }) {
  const say = barWords(lang)
  return (
    <ul class="plan-key">
      {segmentsOf(counts).map(({ name, count }) => (
        <li key={name}>
          <svg aria-hidden="true">
            <rect class={`pb-${name}`} width="100%" height="100%" />
          </svg>
          <span class="num">{formatNumber(count, lang)}</span> {say[name]}
        </li>
      ))}
    </ul>
  )
}
