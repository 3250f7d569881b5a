import type { Cell, Problem, Sheet } from '../model.ts'
import { type DecodedFile, type FileFormat, nothingDecoded } from './decoded-file.ts'
import { decodeText } from './encoding/decode-text.ts'
import { readDelimitedText } from './read-delimited-text.ts'
import { sheetOfCells, textCell } from './sheet-of-text.ts'

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Record = { readonly [key: string]: Json }

const MAX_DEPTH = 6
const MAX_FIELDS = 2000

/** Reads records, columns or rows out of JSON, JSON Lines and GeoJSON; every list of records is a sheet. */
export function readJson(bytes: Uint8Array): DecodedFile {
  const decoded = decodeText(bytes)
  const parsed = parse(decoded.text)
  if (parsed === undefined) {
    // A text file may begin with a bracket and be no JSON at all.
    const text = readDelimitedText(bytes)
    return (text.sheets[0]?.rows[0]?.length ?? 0) > 2 ? text : nothingDecoded('json', [damaged()])
  }
  const geo = parsed.format === 'json' ? featuresOf(parsed.value) : undefined
  const sheets = geo ? [sheetOfRecords(geo.map(flatFeature), undefined)] : findSheets(parsed.value)
  return {
    format: geo ? 'geojson' : parsed.format,
    encoding: decoded.encoding,
    legacyFont: decoded.legacyFont,
    repairs: decoded.repairs,
    dialect: undefined,
    sheets: sheets.filter((sheet) => sheet.rows.length > 0),
    problems: decoded.problems,
  }
}

const damaged = (): Problem => ({ code: 'damaged-file', severity: 'error', params: { detail: 'JSON' } })

function parse(text: string): { value: Json; format: FileFormat } | undefined {
  const whole = tryParse(text)
  if (whole !== undefined) return { value: whole, format: 'json' }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const values = lines.map(tryParse)
  const good = values.filter((v) => v !== undefined)
  return lines.length > 1 && good.length === lines.length ? { value: good, format: 'ndjson' } : undefined
}

function tryParse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

const isRecord = (value: Json | undefined): value is Record =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

function findSheets(value: Json): readonly Sheet[] {
  const found: Sheet[] = []
  collect(value, { path: [], found })
  if (found.length > 0) return found
  if (isRecord(value)) return [recordsByKey(value) ?? sheetOfRecords([value], undefined)]
  return []
}

interface Search {
  readonly path: readonly string[]
  readonly found: Sheet[]
}

// Lists of records at any depth are tables; what lies inside their records stays in their cells.
function collect(value: Json, { path, found }: Search): void {
  const name = path.length === 0 ? undefined : path.join('.')
  if (isList(value)) {
    const sheet = sheetOfList(value, name)
    if (sheet) found.push(sheet)
    return
  }
  if (!isRecord(value) || path.length > MAX_DEPTH) return
  const columns = columnsOf(value)
  if (columns) {
    found.push(sheetOfRows([Object.keys(value), ...columns], { name, headerRows: 1 }))
    return
  }
  for (const [key, inner] of Object.entries(value)) collect(inner, { path: [...path, key], found })
}

function sheetOfList(list: readonly Json[], name: string | undefined): Sheet | undefined {
  const records = list.filter(isRecord)
  if (records.length > 0 && records.length * 2 >= list.length) return sheetOfRecords(records, name)
  if (list.length > 0 && list.every(isList)) return sheetOfRows(list as readonly (readonly Json[])[], { name })
  // A bare list of values is a table of one column, unless it is an attribute of something else.
  return name === undefined && list.length > 0
    ? sheetOfRows(
        list.map((v) => [v]),
        { name, headerRows: 0 },
      )
    : undefined
}

// {"a": [1, 2], "b": [3, 4]}: every key a column of the same length.
function columnsOf(value: Record): readonly (readonly Json[])[] | undefined {
  const lists = Object.values(value)
  const [first] = lists
  if (lists.length < 2 || !isList(first) || first.length < 2) return undefined
  const plain = (v: Json): boolean => v === null || typeof v !== 'object'
  if (!lists.every((list) => isList(list) && list.length === first.length && list.every(plain))) return undefined
  return first.map((_, i) => lists.map((list) => (isList(list) ? (list[i] ?? null) : null)))
}

// {"01": {...}, "02": {...}}: records under their keys.
function recordsByKey(value: Record): Sheet | undefined {
  const entries = Object.entries(value)
  if (entries.length < 2 || !entries.every(([, inner]) => isRecord(inner))) return undefined
  return sheetOfRecords(
    entries.map(([key, inner]) => ({ key, ...(isRecord(inner) ? inner : {}) })),
    undefined,
  )
}

function sheetOfRecords(records: readonly Record[], name: string | undefined): Sheet {
  const columns = new Map<string, number>()
  const rows = records.map((record) => {
    const row: Json[] = []
    for (const [key, value] of flatten(record, '')) {
      let at = columns.get(key)
      if (at === undefined && columns.size < MAX_FIELDS) {
        at = columns.size
        columns.set(key, at)
      }
      if (at !== undefined) row[at] = value
    }
    return row
  })
  return sheetOfRows([[...columns.keys()], ...rows.map((row) => Array.from(row, (v) => v ?? null))], {
    name,
    headerRows: 1,
  })
}

function* flatten(record: Record, prefix: string, depth = 0): Generator<readonly [string, Json]> {
  for (const [key, value] of Object.entries(record)) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (isRecord(value) && depth < MAX_DEPTH && Object.keys(value).length > 0) yield* flatten(value, path, depth + 1)
    else yield [path, value]
  }
}

function sheetOfRows(
  rows: readonly (readonly Json[])[],
  about: { name: string | undefined; headerRows?: number },
): Sheet {
  const sheet = sheetOfCells(
    rows.map((row) => row.map(cellOf)),
    about.name,
  )
  return about.headerRows === undefined ? sheet : { ...sheet, headerRows: about.headerRows }
}

function cellOf(value: Json): Cell {
  if (value === null) return textCell('')
  if (typeof value === 'string') return textCell(value)
  if (typeof value === 'object') {
    const scalars = isList(value) && value.every((v) => v === null || typeof v !== 'object')
    return textCell(scalars ? value.map((v) => String(v ?? '')).join('; ') : JSON.stringify(value))
  }
  return { text: String(value), value }
}

interface Feature {
  readonly properties: Record
  readonly geometry: Record | undefined
  readonly id: Json | undefined
}

function featuresOf(value: Json): readonly Feature[] | undefined {
  if (!isRecord(value)) return undefined
  const list =
    value['type'] === 'FeatureCollection' && isList(value['features'])
      ? value['features']
      : value['type'] === 'Feature'
        ? [value]
        : undefined
  return list?.filter(isRecord).map((feature) => ({
    properties: isRecord(feature['properties']) ? feature['properties'] : {},
    geometry: isRecord(feature['geometry']) ? feature['geometry'] : undefined,
    id: feature['id'],
  }))
}

/** A feature as a record: its properties, the kind of its geometry and the middle of its extent. */
function flatFeature({ properties, geometry, id }: Feature): Record {
  const extent = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as const
  const box = [...extent]
  if (geometry) measure(geometry['coordinates'] ?? geometry['geometries'] ?? null, box)
  const [west = 0, south = 0, east = 0, north = 0] = box
  const middle = (a: number, b: number): Json => (Number.isFinite(a) ? Number(((a + b) / 2).toFixed(6)) : null)
  return {
    ...(id === undefined ? {} : { id }),
    ...properties,
    geometry_type: geometry?.['type'] ?? null,
    lon: middle(west, east),
    lat: middle(south, north),
  }
}

function measure(value: Json, box: number[]): void {
  if (isList(value)) {
    const [x, y] = value
    if (typeof x === 'number' && typeof y === 'number') {
      box[0] = Math.min(box[0] ?? x, x)
      box[1] = Math.min(box[1] ?? y, y)
      box[2] = Math.max(box[2] ?? x, x)
      box[3] = Math.max(box[3] ?? y, y)
    } else for (const inner of value) measure(inner, box)
  } else if (isRecord(value)) measure(value['coordinates'] ?? null, box)
}
