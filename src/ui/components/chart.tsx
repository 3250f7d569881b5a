import type { ComponentChildren } from 'preact'
import type { ChosenChart } from '../charts/choose-chart.ts'
import { type Lang, t } from '../messages/index.ts'
import { Bars } from './bars.tsx'
import { LineChart } from './line-chart.tsx'

export interface ChartProps {
  readonly lang: Lang
  readonly chart: ChosenChart
  /** What the chart shows: the finding, or the measure. */
  readonly title: string
  /** What it is: measure, time, unit. */
  readonly subtitle?: ComponentChildren
  readonly source?: ComponentChildren
  readonly tableHref?: string | undefined
}

/** A chart with its title, source and the way to its table; nothing for a table that is better read. */
export function Chart({ lang, chart, title, subtitle, source, tableHref }: ChartProps) {
  if (chart.kind === 'none') return null
  return (
    <figure class="chart">
      <figcaption>
        <h2>{title}</h2>
        {subtitle && <p class="muted">{subtitle}</p>}
      </figcaption>
      {chart.kind === 'bars' ? (
        <Bars lang={lang} items={chart.items} />
      ) : (
        <LineChart lang={lang} title={title} series={chart.series} unit={chart.measure.unit} />
      )}
      <p class="src">
        {source} {tableHref && <a href={tableHref}>{t(lang).viewTable}</a>}
      </p>
    </figure>
  )
}
