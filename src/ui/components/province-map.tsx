import type { ComponentChildren } from 'preact'
import { formatLarge, formatNumber } from '../format.ts'
import { chooseBreaks, classOf, shadeOf } from '../map/classes.ts'
import { centreOf, coastAt, mapSize, outlines, type ProvinceLevel } from '../map/outlines.ts'
import { type Lang, t } from '../messages/index.ts'

export interface ProvinceMapProps {
  readonly lang: Lang
  /** What the map shows: "Dân số trung bình 2020 theo 34 tỉnh, thành phố". */
  readonly title: string
  readonly level: ProvinceLevel
  readonly values: readonly { readonly code: string; readonly value: number }[]
  readonly unit?: string | undefined
  /** Lower ends of the classes above the first; chosen from the values otherwise. */
  readonly breaks?: readonly number[] | undefined
  /** Codes that get their name and number beside the land (default: the highest two far enough apart). */
  readonly labels?: readonly string[] | undefined
  readonly decimals?: number | undefined
  /** What the classes are called, the lowest first, where they are states and not sizes; in place of numbers. */
  readonly classWords?: readonly string[] | undefined
  /** Above the legend: the finding in words, a big number. */
  readonly children?: ComponentChildren
  /** Where the numbers come from, of when. */
  readonly source?: ComponentChildren
  /** On the home page the map stands below its big number; beside a dataset it has a column of its own. */
  readonly place?: 'home' | 'data' | undefined
  /** The table behind the map. */
  readonly tableHref?: string | undefined
}

interface Drawing {
  readonly props: ProvinceMapProps
  readonly values: ReadonlyMap<string, number>
  readonly breaks: readonly number[]
  readonly say: (value: number) => string
}

/** Viet Nam by province in six shades. Quần đảo Hoàng Sa, Quần đảo Trường Sa and Biển Đông are always drawn and named. */
export function ProvinceMap(props: ProvinceMapProps) {
  const { lang, children, source, tableHref } = props
  const values = new Map(props.values.map(({ code, value }) => [code, value]))
  const breaks = props.breaks ?? chooseBreaks([...values.values()])
  const max = props.decimals ?? 1
  const drawing: Drawing = { props, values, breaks, say: (value) => formatNumber(value, lang, { max }) }
  const say = t(lang)
  const sources = (
    <>
      <MapKey {...drawing} />
      <p class="src">
        {source} {tableHref && <a href={tableHref}>{say.viewTable}</a>}
      </p>
      <p class="src">{say.mapShapes}</p>
    </>
  )
  const home = props.place === 'home'
  return (
    <figure class={home ? 'home-map map' : 'ds-map map'}>
      <figcaption>
        {children}
        {!home && sources}
      </figcaption>
      <MapDrawing {...drawing} />
      {home && sources}
    </figure>
  )
}

function MapDrawing(drawing: Drawing) {
  const { props } = drawing
  const { lang, level } = props
  return (
    <svg viewBox={`0 0 ${mapSize.width} ${mapSize.height}`} role="img" aria-label={describe(drawing)}>
      {outlines[level].map((province) => {
        const shade = shadeFor(province.code, drawing)
        return (
          <g key={province.code}>
            <title>{valueText(province.code, province.name, drawing)}</title>
            <path class={shade} d={province.land} />
            {province.islets && <path class={`isl ${shade}`} d={province.islets} />}
          </g>
        )
      })}
      <SeaNames lang={lang} />
      <Labels drawing={drawing} />
    </svg>
  )
}

function shadeFor(code: string, { values, breaks }: Drawing): string {
  const value = values.get(code)
  return value === undefined ? 'q0' : `q${classOf(value, breaks)}`
}

function valueText(code: string, name: string, { values, breaks, props, say }: Drawing): string {
  const value = values.get(code)
  if (value === undefined) return `${name}: ${t(props.lang).noFigure}`
  const word = props.classWords?.[classOf(value, breaks)]
  if (word !== undefined) return `${name}: ${word}`
  return `${name}: ${say(value)}${props.unit ? ` ${props.unit}` : ''}`
}

function describe(drawing: Drawing): string {
  const { props, values } = drawing
  const say = t(props.lang)
  const named = outlines[props.level].filter((province) => values.has(province.code))
  const ranked = named.toSorted((one, other) => (values.get(other.code) ?? 0) - (values.get(one.code) ?? 0))
  const ends = [ranked[0], ranked.at(-1)].filter((province) => province !== undefined)
  const said = ends.map((province) => valueText(province.code, province.name, drawing)).join(' … ')
  const isles = `${say.paracel} (${say.paracelOf}), ${say.spratly} (${say.spratlyOf}), ${say.eastSea}`
  return `${props.title}. ${said}. ${isles}.`
}

// The law of the land and look.md: both archipelagos are on every map of Viet Nam and carry their names.
function SeaNames({ lang }: { lang: Lang }) {
  const say = t(lang)
  return (
    <g class="sea" aria-hidden="true">
      <text x="645" y="345" text-anchor="middle">
        {say.paracel}
        <tspan class="of" x="645" dy="1.15em">
          ({say.paracelOf})
        </tspan>
      </text>
      <text x="895" y="626" text-anchor="end">
        {say.spratly}
        <tspan class="of" x="895" dy="1.15em">
          ({say.spratlyOf})
        </tspan>
      </text>
      <text class="east" x="650" y="552" text-anchor="middle">
        {say.eastSea}
      </text>
    </g>
  )
}

function Labels({ drawing }: { drawing: Drawing }) {
  const { props, values, say } = drawing
  const names = new Map(outlines[props.level].map((province) => [province.code, province.name]))
  const placed: number[] = []
  const labels = []
  for (const code of props.labels ?? highest(values)) {
    const centre = centreOf(props.level, code)
    const value = values.get(code)
    if (!centre || value === undefined) continue
    const [x, y] = centre
    if (labels.length >= MOST_LABELS || placed.some((other) => Math.abs(other - y) < LABEL_ROOM)) continue
    placed.push(y)
    const east = coastAt(y) + 24
    labels.push(
      <g key={code}>
        <path class="lead" d={`M${x} ${y}H${east - 8}`} />
        <text x={east} y={y - 2}>
          <tspan class="ln">{names.get(code)}</tspan>
          <tspan class="lv" x={east} dy="1.15em">
            {say(value)}
          </tspan>
        </text>
      </g>,
    )
  }
  return (
    <g class="lab" aria-hidden="true">
      {labels}
    </g>
  )
}

const MOST_LABELS = 2
const LARGE = 100_000
const LABEL_ROOM = 90

function highest(values: ReadonlyMap<string, number>): readonly string[] {
  return [...values].toSorted(([, one], [, other]) => other - one).map(([code]) => code)
}

// Six numbers of seven digits do not fit under a phone's map: there they are said as people say them.
function MapKey({ props, values, breaks, say: exactly }: Drawing) {
  const { lang, unit, level, classWords } = props
  const words = t(lang)
  const say = (breaks.at(-1) ?? 0) >= LARGE ? (value: number) => formatLarge(value, lang) : exactly
  const classes = breaks.length + 1
  const missing = outlines[level].some((province) => !values.has(province.code))
  const [first] = breaks
  return (
    <ul class="key" aria-label={unit ? words.legendIn(unit) : words.legend}>
      {classWords?.map((word, index) => (
        <KeyItem key={word} shade={`q${shadeOf(index, classes)}`}>
          {word}
        </KeyItem>
      ))}
      {!classWords && values.size > 0 && (
        <KeyItem shade={`q${shadeOf(0, classes)}`}>{first === undefined ? unit : words.below(say(first))}</KeyItem>
      )}
      {(classWords ? [] : breaks).map((from, index) => (
        <KeyItem key={from} shade={`q${shadeOf(index + 1, classes)}`}>
          <span class="vh">{words.from} </span>
          {say(from)}
        </KeyItem>
      ))}
      {missing && <KeyItem shade="q0">{words.noFigure}</KeyItem>}
    </ul>
  )
}

function KeyItem({ shade, children }: { shade: string; children: ComponentChildren }) {
  return (
    <li>
      <svg aria-hidden="true">
        <rect class={shade} width="100%" height="100%" />
      </svg>
      {children}
    </li>
  )
}
