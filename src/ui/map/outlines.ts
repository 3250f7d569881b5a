import shapes from './shapes.json' with { type: 'json' }

/** Which list of provinces a map draws: 63 until 30/06/2025, 34 since. Seven codes mean another province in the other list. */
export type ProvinceLevel = '63' | '34'

/** One province as it is drawn: land by its outline, islets as dots. */
export interface ProvinceOutline {
  readonly code: string
  readonly name: string
  readonly land: string
  readonly islets: string
}

interface Islands {
  readonly dots: string
  readonly outlines: readonly string[]
}

export const mapSize = { width: shapes.width, height: shapes.height }

const borders: readonly (readonly Point[])[] = shapes.borders.map(readLine)
const archipelagos: Readonly<Record<string, Islands>> = { '48': shapes.hoangSa, '56': shapes.truongSa }
const islets: Readonly<Record<string, Islands | undefined>> = shapes.islets

type Point = readonly [x: number, y: number]

/** Outlines of the 63 or the 34 provinces, with both archipelagos under Đà Nẵng and Khánh Hòa. */
export const outlines: Readonly<Record<ProvinceLevel, readonly ProvinceOutline[]>> = {
  '63': draw(shapes.names63, shapes.rings63, (code) => [code]),
  '34': draw(shapes.names34, shapes.rings34, (code) => membersOf(code)),
}

/** Middle of a province's land, for its label. */
export function centreOf(level: ProvinceLevel, code: string): Point | undefined {
  const rings: Readonly<Record<string, number[][]>> = level === '63' ? shapes.rings63 : shapes.rings34
  const points = (rings[code]?.[0] ?? []).flatMap(walk)
  if (points.length === 0) return undefined
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
}

/** How far east the mainland reaches near a height of the drawing: labels stand beyond it, in the sea. */
export function coastAt(height: number): number {
  let east = 0
  for (const line of borders) for (const [x, y] of line) if (Math.abs(y - height) < 45 && x > east) east = x
  return east
}

/** The 34 that a code of the 63 belongs to, or the code itself for the 34. */
function membersOf(code34: string): readonly string[] {
  const members: Readonly<Record<string, readonly string[]>> = shapes.members34
  return members[code34] ?? []
}

function draw(
  names: Readonly<Record<string, string>>,
  rings: Readonly<Record<string, number[][]>>,
  members: (code: string) => readonly string[],
): readonly ProvinceOutline[] {
  return Object.entries(names)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, name]) => {
      const islands = [archipelagos[code], ...members(code).map((member) => islets[member])]
      const own = islands.filter((some) => some !== undefined)
      return {
        code,
        name,
        land: [...(rings[code] ?? []).map(ringPath), ...own.flatMap((some) => some.outlines.map(outlinePath))].join(''),
        islets: own.map((some) => some.dots.replace(/(\d+) (\d+) ?/g, 'M$1 $2h0')).join(''),
      }
    })
}

function ringPath(ring: readonly number[]): string {
  return outline(ring.flatMap((number, index) => (index === 0 ? walk(number) : walk(number).slice(1))))
}

function outlinePath(line: string): string {
  return outline(readLine(line))
}

function outline(points: readonly Point[]): string {
  let [px, py] = [0, 0]
  const steps = points.map(([x, y], index) => {
    const step = `${x - px} ${y - py}`
    px = x
    py = y
    return index === 0 ? `M${step}l` : step
  })
  return `${steps.join(' ').replace('l ', 'l').replace(/ -/g, '-')}z`
}

function walk(number: number): readonly Point[] {
  const line = borders[Math.abs(number) - 1] ?? []
  return number > 0 ? line : line.toReversed()
}

function readLine(text: string): readonly Point[] {
  const numbers = text.split(' ').map(Number)
  const points: Point[] = []
  let [x, y] = [0, 0]
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    x += numbers[i] ?? 0
    y += numbers[i + 1] ?? 0
    points.push([x, y])
  }
  return points
}
