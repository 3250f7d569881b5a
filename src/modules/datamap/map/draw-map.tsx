import { formatNumber, type Lang } from '../../../ui/index.ts'
import type { MapGraph } from './groups.ts'
import { type Box, LABEL_SIZE, type PlacedLabel, placeLabels, wrap } from './labels.ts'
import { layoutMap, type MapLayout, type PlacedNode, RINGS, type Wedge } from './layout.ts'
import { mapWords } from './words.ts'

export interface MapPictureProps {
  readonly lang: Lang
  readonly graph: MapGraph
  readonly sectorName: (sector: string) => string
  readonly sectorHref: (sector: string) => string
  /** Databases of the path that is looked at. */
  readonly onPath?: ReadonlySet<string>
}

/** Half of the width and of the height. */
export const MAP_SIZE = { x: 740, y: 615 } as const

/** Where the words in the middle stand. */
const CORE: Box = { left: -60, right: 60, top: -24, bottom: 24 }
/** More lines than these are drawn paler. */
const MANY_LINKS = 60
const RIM = RINGS[2][1] + 22

/** The map as a picture: national databases in the middle, sectors around, systems of their own at the rim. */
export function MapPicture({ lang, graph, sectorName, sectorHref, onPath = new Set() }: MapPictureProps) {
  const layout = layoutMap(graph)
  const on = new Set(
    layout.nodes.filter(({ node }) => node.databases.some((id) => onPath.has(id))).map(({ node }) => node.key),
  )
  return (
    <svg
      class={['dmap', on.size > 0 && 'has-path', graph.links.length > MANY_LINKS && 'many'].filter(Boolean).join(' ')}
      viewBox={`${-MAP_SIZE.x} ${-MAP_SIZE.y} ${2 * MAP_SIZE.x} ${2 * MAP_SIZE.y}`}
      aria-label={mapWords(lang).pictureOf(formatNumber(graph.nodes.length, lang))}
    >
      <Rings lang={lang} layout={layout} />
      {layout.wedges.map((wedge) => {
        const names = { name: sectorName(wedge.sector), href: sectorHref(wedge.sector) }
        return <WedgeLabel key={wedge.sector} lang={lang} wedge={wedge} {...names} />
      })}
      <Links graph={graph} layout={layout} on={on} />
      {/* The list below has the same links: nobody should have to Tab through hundreds of dots to reach it. */}
      <g aria-hidden="true">
        {layout.nodes.map((placed) => (
          <Dot key={placed.node.key} lang={lang} placed={placed} on={on.has(placed.node.key)} />
        ))}
        {labelsOf(graph, layout, { on, sectorName }).map((label) => (
          <Label key={label.key} label={label} />
        ))}
      </g>
    </svg>
  )
}

/** Names of the way looked at come first, then national databases, then large circles and hubs. */
function labelsOf(
  graph: MapGraph,
  layout: MapLayout,
  { on, sectorName }: { on: ReadonlySet<string>; sectorName: MapPictureProps['sectorName'] },
): readonly PlacedLabel[] {
  const degree = new Map<string, number>()
  for (const { from, to, count } of graph.links) {
    for (const key of [from, to]) degree.set(key, (degree.get(key) ?? 0) + count)
  }
  return placeLabels(layout.nodes, {
    labelOf: ({ node }) => shortName(node.label),
    reserved: [CORE, ...layout.wedges.map((wedge) => sectorLabel(wedge, sectorName(wedge.sector)).box)],
    weight: ({ node }) =>
      (on.has(node.key) ? 1e6 : 0) + (2 - node.ring) * 1000 + node.count * 10 + (degree.get(node.key) ?? 0),
  })
}

function Links({ graph, layout, on }: { graph: MapGraph; layout: MapLayout; on: ReadonlySet<string> }) {
  const placeOf = new Map(layout.nodes.map((placed) => [placed.node.key, placed]))
  return (
    <g class="links">
      {graph.links.map(({ from, to, count }) => {
        const [a, b] = [placeOf.get(from), placeOf.get(to)]
        if (!a || !b) return null
        const way = on.has(from) && on.has(to) ? 'on' : undefined
        return <path key={`${from}|${to}`} class={way} d={curve(a, b)} stroke-width={thickness(count)} />
      })}
    </g>
  )
}

/** "Cơ sở dữ liệu quốc gia về dân cư" is "Dân cư" on a map of databases. */
function shortName(name: string): string {
  const short = name.replace(
    /^(?:cơ sở dữ liệu|csdl)\s+(?:(?:quốc gia|chuyên ngành|ngành|nền(?!\s+tảng))\s+)?(?:về\s+)?/i,
    '',
  )
  return short === '' ? name : short.charAt(0).toUpperCase() + short.slice(1)
}

const thickness = (count: number): number => round(Math.min(4, 1 + Math.log2(count) / 2))

/** Lines bend towards the middle, so that bundles are seen as such. */
function curve(a: PlacedNode, b: PlacedNode): string {
  const pull = 0.35
  return `M${a.x} ${a.y}Q${Math.round(((a.x + b.x) / 2) * pull)} ${Math.round(((a.y + b.y) / 2) * pull)} ${b.x} ${b.y}`
}

function Rings({ lang, layout }: { lang: Lang; layout: MapLayout }) {
  const say = mapWords(lang)
  return (
    <g class="rings">
      {([2, 1, 0] as const).map((ring) => (
        <circle key={ring} class={`ring-${ring}`} r={RINGS[ring][1] + 15} />
      ))}
      {layout.wedges.length > 1 &&
        layout.wedges.map(({ sector, from }) => (
          <path key={sector} class="cut" d={`M${at(from, 52)}L${at(from, RINGS[2][1] + 15)}`} />
        ))}
      <text class="core" y={-4} text-anchor="middle" font-size={16} font-weight="600">
        {say.core[0]}
      </text>
      <text class="core" y={14} text-anchor="middle" font-size={16} font-weight="600">
        {say.core[1]}
      </text>
    </g>
  )
}

function at(angle: number, radius: number): string {
  return `${Math.round(radius * Math.sin(angle))} ${Math.round(-radius * Math.cos(angle))}`
}

interface SectorLabel {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly lines: readonly string[]
  readonly box: Box
}

const SECTOR_LINE = 21
const SECTOR_LETTER = 10

function sectorLabel(wedge: Wedge, name: string): SectorLabel {
  const middle = (wedge.from + wedge.to) / 2
  const x = Math.round(RIM * Math.sin(middle))
  const edge = -RIM * Math.cos(middle)
  const anchor = Math.abs(Math.sin(middle)) < 0.25 ? 'middle' : x < 0 ? 'end' : 'start'
  const lines = wrap(name, 16, 2)
  const y = Math.round(edge + (edge < 0 ? -(lines.length - 1) * SECTOR_LINE : 6))
  const width = (Math.max(...lines.map((line) => line.length)) + 5) * SECTOR_LETTER
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  const box = { left, right: left + width, top: y - SECTOR_LINE, bottom: y + SECTOR_LINE * (lines.length - 1) + 6 }
  return { x, y, anchor, lines, box }
}

function WedgeLabel({ lang, wedge, name, href }: { lang: Lang; wedge: Wedge; name: string; href: string }) {
  const { x, y, anchor, lines } = sectorLabel(wedge, name)
  return (
    <a href={href} class="sector">
      <text text-anchor={anchor} x={x} y={y} font-size={18} font-weight="600">
        {lines.map((line, index) => (
          <tspan key={line} x={x} dy={index === 0 ? 0 : SECTOR_LINE}>
            {line}
            {index === lines.length - 1 && <tspan class="n">{` ${formatNumber(wedge.count, lang)}`}</tspan>}
          </tspan>
        ))}
      </text>
    </a>
  )
}

function Dot({ lang, placed: { node, x, y, r }, on }: { lang: Lang; placed: PlacedNode; on: boolean }) {
  const names = ['dot', `ring-${node.ring}`, ...(node.linked ? [] : ['alone']), ...(on ? ['on'] : [])]
  const count = formatNumber(node.count, lang)
  return (
    <a href={node.href} tabindex={-1}>
      <circle class={names.join(' ')} cx={x} cy={y} r={r}>
        <title>{node.count === 1 ? node.label : `${node.label}: ${count}`}</title>
      </circle>
      {node.count > 1 && r >= 12 && (
        <text class="in-dot" x={x} y={round(y + 5)} text-anchor="middle" font-size={14}>
          {count}
        </text>
      )}
    </a>
  )
}

function Label({ label: { x, y, anchor, lines } }: { label: PlacedLabel }) {
  return (
    <text class="name" font-size={LABEL_SIZE} text-anchor={anchor} x={round(x)} y={round(y)}>
      {lines.map((line, index) => (
        <tspan key={line} x={round(x)} dy={index === 0 ? 0 : 18}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

const round = (value: number): number => Math.round(value * 10) / 10
