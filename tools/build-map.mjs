// Writes src/ui/map/shapes.json from @svg-maps/vietnam: borders shared by two provinces are simplified once,
// so that neighbours still fit and the 34 provinces can be put together from the 63 without seams.
// Run by hand when the package or the code lists change: node tools/build-map.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import map from '@svg-maps/vietnam'

const WIDTH = 900
const SNAP = 1.2
const SLIVER_AREA = 30
const TOLERANCE = 0.75
const DOT_SIZE = 5
const SEA = { hoangsa: '48', truongsa: '56' }
const CODES = {
  angiang: '89',
  baria: '77',
  baclieu: '95',
  bacgiang: '24',
  backan: '06',
  bacninh: '27',
  bentre: '83',
  binhduong: '74',
  binhdinh: '52',
  binhphuoc: '70',
  binhthuan: '60',
  camau: '96',
  caobang: '04',
  cantho: '92',
  danang: '48',
  daklak: '66',
  daknong: '67',
  dongnai: '75',
  dongthap: '87',
  dienbien: '11',
  gialai: '64',
  hagiang: '02',
  hanam: '35',
  hanoi: '01',
  hatinh: '42',
  haiduong: '30',
  haiphong: '31',
  haugiang: '93',
  hoabinh: '17',
  hcm: '79',
  hungyen: '33',
  khanhhoa: '56',
  kiengiang: '91',
  kontum: '62',
  lamdong: '68',
  langson: '20',
  laichau: '12',
  laocai: '10',
  longan: '80',
  namdinh: '36',
  ninhbinh: '37',
  ninhthuan: '58',
  nghean: '40',
  phutho: '25',
  phuyen: '54',
  quangbinh: '44',
  quangnam: '49',
  quangngai: '51',
  quangninh: '22',
  quangtri: '45',
  sonla: '14',
  soctrang: '94',
  tayninh: '72',
  thanhhoa: '38',
  thaibinh: '34',
  thainguyen: '19',
  tthue: '46',
  tiengiang: '82',
  travinh: '84',
  tuyenquang: '08',
  vinhlong: '86',
  vinhphuc: '26',
  yenbai: '15',
}

const [, , sourceWidth, sourceHeight] = map.viewBox.split(' ').map(Number)
const scale = WIDTH / sourceWidth
const height = Math.round(sourceHeight * scale)

const points = []
const cells = new Map()
const provinces = new Map()
const islands = new Map()

for (const { id, path } of map.locations) {
  const rings = readRings(path)
  if (SEA[id]) {
    islands.set(SEA[id], rings)
    continue
  }
  const code = CODES[id]
  if (!code) throw new Error(`no code for ${id}`)
  const large = rings.filter((ring) => sizeOf(ring) >= DOT_SIZE)
  provinces.set(
    code,
    large.map((ring) => cleanRing(ring.map(snap))),
  )
  const dots = rings.filter((ring) => sizeOf(ring) < DOT_SIZE)
  if (dots.length > 0) islands.set(`${code}~`, dots)
}

const arcs = new Map()
const nodes = findNodes()
const shapes = new Map([...provinces].map(([code, rings]) => [code, rings.map(toArcs)]))
const byNumber = new Map([...arcs.values()].map((arc) => [arc.number, arc]))
const shared = [...arcs.values()].filter((arc) => arc.uses > 1).length
write()
console.log(`${arcs.size} borders, ${shared} of them shared by two provinces`)

function readRings(path) {
  const rings = []
  let at = [0, 0]
  let ring
  const tokens = path.match(/[mMlLcCzZ]|-?\d*\.?\d+(?:e-?\d+)?/g) ?? []
  let command = ''
  for (let i = 0; i < tokens.length; ) {
    if (/^[a-zA-Z]$/.test(tokens[i])) {
      command = tokens[i++]
      if (command === 'z' || command === 'Z') at = ring[0]
      else if (command === 'm' || command === 'M') rings.push((ring = []))
      continue
    }
    // Of a curve only the end is kept: the curves here are islets smaller than a dot.
    const skip = command === 'c' ? 4 : 0
    const [x, y] = [Number(tokens[i + skip]), Number(tokens[i + skip + 1])]
    i += skip + 2
    at = command === command.toLowerCase() ? [at[0] + x, at[1] + y] : [x, y]
    ring.push(at)
  }
  return rings.filter((one) => one.length > 0).map((one) => one.map(([x, y]) => [x * scale, y * scale]))
}

function sizeOf(ring) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
}

// Relative paths add up rounding errors: the same corner differs a little between two neighbours.
function snap([x, y]) {
  const [cx, cy] = [Math.floor(x / SNAP), Math.floor(y / SNAP)]
  for (let dx = -1; dx <= 1; dx++)
    for (let dy = -1; dy <= 1; dy++)
      for (const id of cells.get(`${cx + dx} ${cy + dy}`) ?? [])
        if (Math.hypot(points[id][0] - x, points[id][1] - y) < SNAP) return id
  const id = points.push([x, y]) - 1
  const key = `${cx} ${cy}`
  cells.set(key, [...(cells.get(key) ?? []), id])
  return id
}

function cleanRing(ids) {
  let ring = ids.filter((id, index) => id !== ids[(index + 1) % ids.length])
  for (let before = -1; before !== ring.length; ) {
    before = ring.length
    // A spike goes out and comes back on itself.
    ring = ring.filter((_, i) => ring[(i + ring.length - 1) % ring.length] !== ring[(i + 1) % ring.length])
    ring = ring.filter((id, i) => id !== ring[(i + 1) % ring.length])
  }
  return ring
}

function findNodes() {
  const neighbours = new Map()
  for (const rings of provinces.values())
    for (const ring of rings)
      ring.forEach((id, i) => {
        const set = neighbours.get(id) ?? new Set()
        set.add(ring[(i + 1) % ring.length]).add(ring[(i + ring.length - 1) % ring.length])
        neighbours.set(id, set)
      })
  return new Set([...neighbours].filter(([, set]) => set.size > 2).map(([id]) => id))
}

function toArcs(ring) {
  const first = ring.findIndex((id) => nodes.has(id))
  const start = Math.max(first, 0)
  const turned = [...ring.slice(start), ...ring.slice(0, start), ring[start]]
  const pieces = []
  let from = 0
  for (let i = 1; i < turned.length; i++)
    if (nodes.has(turned[i]) || i === turned.length - 1) {
      pieces.push(turned.slice(from, i + 1))
      from = i
    }
  return pieces.map(useArc)
}

/** Number of a border, from 1; negative when it is walked backwards. */
function useArc(ids) {
  const forward = ids.join(' ')
  const backward = [...ids].reverse().join(' ')
  const known = arcs.get(forward) ?? arcs.get(backward)
  if (known) {
    known.uses += 1
    return arcs.has(forward) ? known.number : -known.number
  }
  const arc = {
    number: arcs.size + 1,
    uses: 1,
    from: ids[0],
    to: ids.at(-1),
    line: simplify(ids.map((id) => points[id])),
  }
  arcs.set(forward, arc)
  return arc.number
}

function simplify(line) {
  if (line.length <= 2) return line
  const [a, b] = [line[0], line.at(-1)]
  let [far, most] = [0, 0]
  for (let i = 1; i < line.length - 1; i++) {
    const distance = distanceTo(line[i], a, b)
    if (distance > most) [far, most] = [i, distance]
  }
  if (most < TOLERANCE) return [a, b]
  return [...simplify(line.slice(0, far + 1)).slice(0, -1), ...simplify(line.slice(far))]
}

function distanceTo([x, y], [ax, ay], [bx, by]) {
  const length = Math.hypot(bx - ax, by - ay)
  if (length < 1e-9) return Math.hypot(x - ax, y - ay)
  return Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
}

function deltas(line) {
  let [px, py] = [0, 0]
  const out = []
  for (const [x, y] of line.map(([lx, ly]) => [Math.round(lx), Math.round(ly)])) {
    if (out.length > 0 && x === px && y === py) continue
    out.push(`${x - px} ${y - py}`)
    ;[px, py] = [x, y]
  }
  return out.join(' ')
}

function islandText(rings) {
  const dots = new Set()
  const outlines = []
  for (const ring of rings) {
    const xs = ring.map(([x]) => x)
    const ys = ring.map(([, y]) => y)
    if (sizeOf(ring) < DOT_SIZE) {
      dots.add(
        `${Math.round((Math.min(...xs) + Math.max(...xs)) / 2)} ${Math.round((Math.min(...ys) + Math.max(...ys)) / 2)}`,
      )
      continue
    }
    const half = Math.floor(ring.length / 2)
    const line = [...simplify(ring.slice(0, half + 1)).slice(0, -1), ...simplify([...ring.slice(half), ring[0]])]
    outlines.push(deltas(line))
  }
  return { dots: [...dots].join(' '), outlines }
}

/** Outline of several provinces together: borders walked both ways cancel, what is left is chained into rings. */
function unite(codes) {
  const walks = new Map()
  for (const code of codes)
    for (const number of shapes.get(code).flat()) {
      if (walks.has(-number)) walks.delete(-number)
      else walks.set(number, endsOf(number))
    }
  const rings = []
  while (walks.size > 0) {
    const [first, [start]] = walks.entries().next().value
    const path = []
    const seen = new Map([[start, 0]])
    for (let number = first; number !== undefined; ) {
      const [, end] = walks.get(number)
      walks.delete(number)
      path.push(number)
      // Borders that two neighbours draw a little differently leave slivers: loops that are cut off here.
      if (seen.has(end)) {
        rings.push(path.splice(seen.get(end)))
        for (const [node, index] of seen) if (index > path.length) seen.delete(node)
      } else seen.set(end, path.length)
      number = [...walks].find(([, [from]]) => from === end)?.[0]
    }
  }
  return rings.filter((ring) => Math.abs(areaOf(ring)) > SLIVER_AREA)
}

function endsOf(number) {
  const { from, to } = byNumber.get(Math.abs(number))
  return number > 0 ? [from, to] : [to, from]
}

function areaOf(ring) {
  const line = ring.flatMap((number) => {
    const { line: points } = byNumber.get(Math.abs(number))
    return number > 0 ? points : [...points].reverse()
  })
  return line.reduce((sum, [x, y], i) => {
    const [nx, ny] = line[(i + 1) % line.length]
    return sum + (x * ny - nx * y) / 2
  }, 0)
}

function write() {
  const list63 = readList('province-63')
  const list34 = readList('province-34')
  const islets = [...islands].filter(([code]) => code.endsWith('~'))
  const data = {
    credit: '@svg-maps/vietnam by Stephen Truong, CC BY 4.0; simplified',
    width: WIDTH,
    height,
    borders: [...arcs.values()].map((arc) => deltas(arc.line)),
    rings63: Object.fromEntries(shapes),
    rings34: Object.fromEntries(list34.map((item) => [item.code, unite(item.predecessors)])),
    islets: Object.fromEntries(islets.map(([code, rings]) => [code.slice(0, -1), islandText(rings)])),
    hoangSa: islandText(islands.get('48')),
    truongSa: islandText(islands.get('56')),
    names63: Object.fromEntries(list63.map((item) => [item.code, item.name])),
    names34: Object.fromEntries(list34.map((item) => [item.code, item.name])),
    members34: Object.fromEntries(list34.map((item) => [item.code, item.predecessors])),
  }
  writeFileSync(new URL('../src/ui/map/shapes.json', import.meta.url), `${JSON.stringify(data)}\n`)
}

function readList(id) {
  return JSON.parse(readFileSync(new URL(`../seeds/codes/${id}.json`, import.meta.url), 'utf8')).items
}
