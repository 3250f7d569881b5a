import type { ChartSeries } from '../charts/choose-chart.ts'
import { spread, ticksFor } from '../charts/scale.ts'
import { formatNumber, formatPeriod } from '../format.ts'
import type { Lang } from '../messages/index.ts'

export interface LineChartProps {
  readonly lang: Lang
  /** Read out instead of the drawing. */
  readonly title: string
  readonly series: readonly ChartSeries[]
  readonly unit?: string | undefined
}

interface Frame {
  readonly lang: Lang
  readonly labels: readonly string[]
  readonly x: (label: string) => number
  readonly y: (value: number) => number
  readonly ticks: readonly number[]
  /** Where the lines end and their names begin. */
  readonly right: number
}

const SIZE = { width: 640, height: 340, left: 8, top: 26, bottom: 34 }
const LABEL_ROOM = 22
const LETTER = 11.5
const LONGEST_NAME = 18
const MOST_DATES = 4

/** Lines over time, each named at its end; the value axis starts at zero when the values allow it. */
export function LineChart({ lang, title, series, unit }: LineChartProps) {
  const frame = frameOf(series, lang)
  return (
    <svg
      class="lines"
      viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
      role="img"
      aria-label={describe(series, { title, lang })}
    >
      <Axis frame={frame} unit={unit} />
      {series.map((line, index) => (
        <path
          key={line.name}
          class={`s${index + 1}`}
          d={`M${line.points.map((point) => `${frame.x(point.label)} ${frame.y(point.value)}`).join('L')}`}
        />
      ))}
      <EndLabels frame={frame} series={series} />
    </svg>
  )
}

function frameOf(series: readonly ChartSeries[], lang: Lang): Frame {
  const labels = [...new Set(series.flatMap((line) => line.points.map((point) => point.label)))].toSorted()
  const values = series.flatMap((line) => line.points.map((point) => point.value))
  const [low, high] = [Math.min(...values), Math.max(...values)]
  // An index around 100 would be a flat line from zero; differences of quantities may not be blown up.
  const floor = low > 0 && (high - low) / high < 0.15 ? low : Math.min(0, low)
  const ticks = ticksFor(floor, high, 4)
  const [bottom = 0, top = 1] = [ticks[0], ticks.at(-1)]
  const right = SIZE.width - roomForNames(series)
  const width = right - SIZE.left
  const height = SIZE.height - SIZE.top - SIZE.bottom
  const at = new Map(labels.map((label, index) => [label, index]))
  return {
    lang,
    labels,
    ticks,
    right,
    x: (label) => round(SIZE.left + ((at.get(label) ?? 0) / Math.max(1, labels.length - 1)) * width),
    y: (value) => round(SIZE.top + height - ((value - bottom) / (top - bottom || 1)) * height),
  }
}

function Axis({ frame, unit }: { frame: Frame; unit: string | undefined }) {
  const { lang, labels, ticks, x, y, right } = frame
  const every = Math.ceil(labels.length / MOST_DATES)
  return (
    <g class="axis" aria-hidden="true">
      {ticks.map((tick, index) => (
        <g key={tick}>
          <path class={tick === 0 ? 'zero' : undefined} d={`M${SIZE.left} ${y(tick)}H${right}`} />
          <text x={SIZE.left} y={y(tick) - 5}>
            {formatNumber(tick, lang)}
            {index === ticks.length - 1 && unit ? ` ${unit}` : ''}
          </text>
        </g>
      ))}
      {labels.map((label, index) =>
        isDated(index, { every, last: labels.length - 1 }) ? (
          <text key={label} x={x(label)} y={SIZE.height - 10} text-anchor={anchorAt(index, labels.length)}>
            {formatPeriod(label, lang)}
          </text>
        ) : undefined,
      )}
    </g>
  )
}

/** Every so many dates and the last; one just before the last would run into it. */
function isDated(index: number, { every, last }: { every: number; last: number }): boolean {
  return index === last || (index % every === 0 && last - index >= every)
}

function anchorAt(index: number, count: number): 'start' | 'middle' | 'end' {
  if (index === 0) return 'start'
  return index === count - 1 ? 'end' : 'middle'
}

function EndLabels({ frame, series }: { frame: Frame; series: readonly ChartSeries[] }) {
  const ends = series.map((line) => line.points.at(-1) ?? { label: '', value: 0 })
  const heights = spread(
    ends.map((end) => frame.y(end.value)),
    LABEL_ROOM,
  )
  return (
    <g class="ends" aria-hidden="true">
      {series.map((line, index) => {
        const end = ends[index] ?? { label: '', value: 0 }
        return (
          <g key={line.name} class={`s${index + 1}`}>
            <circle cx={frame.x(end.label)} cy={frame.y(end.value)} r="4" />
            <text x={frame.x(end.label) + 10} y={(heights[index] ?? 0) + 5}>
              {line.name && `${shorten(line.name)} `}
              <tspan class="lv">{formatNumber(end.value, frame.lang, { max: 2 })}</tspan>
            </text>
          </g>
        )
      })}
    </g>
  )
}

function describe(series: readonly ChartSeries[], { title, lang }: { title: string; lang: Lang }): string {
  const said = series.map((line) => {
    const ends = [line.points[0], line.points.at(-1)].filter((point) => point !== undefined)
    return `${line.name} ${ends.map((end) => `${formatPeriod(end.label, lang)}: ${formatNumber(end.value, lang)}`).join(', ')}`
  })
  return `${title}. ${said.join('; ')}`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function roomForNames(series: readonly ChartSeries[]): number {
  const letters = series.map(
    (line) => shorten(line.name).length + String(Math.round(line.points.at(-1)?.value ?? 0)).length + 2,
  )
  return 16 + Math.max(...letters) * LETTER
}

function shorten(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name
}
