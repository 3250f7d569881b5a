import { Chart, type Lang, Part } from '../../../ui/index.ts'
import type { Counts } from '../progress/model.ts'
import { planWords } from './words.ts'

export interface ProgressLineProps {
  readonly lang: Lang
  readonly days: readonly { readonly day: string; readonly counts: Counts }[]
}

/** How many datasets of the plan were public on each day; nothing before there are two days to compare. */
export function ProgressLine({ lang, days }: ProgressLineProps) {
  const say = planWords(lang)
  if (days.length < 2) return null
  const points = days.map(({ day, counts }) => ({ label: day, value: counts.published }))
  return (
    <Part id="theo-ngay" title={say.overTime}>
      <Chart
        lang={lang}
        title={say.overTime}
        chart={{
          kind: 'lines',
          measure: { name: 'published', title: say.overTimeSeries, type: 'integer' },
          series: [{ name: say.overTimeSeries, points }],
        }}
      />
    </Part>
  )
}
