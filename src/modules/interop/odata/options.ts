import type { SelectSort, Where } from '../../../platform/duck/index.ts'
import { compileFilter, type PropertyTypes } from './compile-filter.ts'
import type { Property } from './edm.ts'
import { odataErrors } from './errors.ts'
import { parseFilter } from './parse-filter.ts'

/** Query options of an entity set, checked against its properties. */
export interface Options {
  readonly select: readonly string[]
  readonly where: Where | undefined
  readonly sort: readonly SelectSort[]
  readonly top: number | undefined
  readonly skip: number
  readonly count: boolean
  /** `$skiptoken` as it came. */
  readonly from: string | undefined
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>

const KNOWN = new Set(['$select', '$filter', '$orderby', '$top', '$skip', '$count', '$format', '$skiptoken', '$search'])

/** Reads the query options; throws `odata.*` for what is wrong or not served, other parameters are the client's own. */
export function readOptions(query: Query, properties: readonly Property[]): Options {
  const unknown = Object.keys(query).find((name) => name.startsWith('$') && !KNOWN.has(name))
  if (unknown !== undefined) throw odataErrors.unknownOption(unknown)
  const types: PropertyTypes = new Map(properties.map(({ name, type }) => [name, type]))
  return {
    select: selectIn(textIn(query, '$select'), properties),
    where: whereIn(query, properties, types),
    sort: sortIn(textIn(query, '$orderby'), types),
    top: wholeIn(query, '$top'),
    skip: wholeIn(query, '$skip') ?? 0,
    count: booleanIn(query, '$count'),
    from: textIn(query, '$skiptoken'),
  }
}

function textIn(query: Query, name: string): string | undefined {
  const value = query[name]
  if (value !== undefined && typeof value !== 'string') throw odataErrors.wrongOption(name, value.join(', '))
  return value === undefined || value.trim() === '' ? undefined : value
}

function wholeIn(query: Query, name: string): number | undefined {
  const text = textIn(query, name)
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text)) throw odataErrors.wrongOption(name, text)
  return Number(text)
}

function booleanIn(query: Query, name: string): boolean {
  const text = textIn(query, name) ?? 'false'
  if (text !== 'true' && text !== 'false') throw odataErrors.wrongOption(name, text)
  return text === 'true'
}

function whereIn(query: Query, properties: readonly Property[], types: PropertyTypes): Where | undefined {
  const filter = textIn(query, '$filter')
  const words = (textIn(query, '$search') ?? '').split(/[\s"]+/).filter(Boolean)
  const parts: Where[] = []
  if (filter !== undefined) parts.push(compileFilter(parseFilter(filter), types))
  if (words.length > 0) {
    parts.push({ kind: 'words', columns: properties.slice(1).map(({ name }) => name), words: words.slice(0, 20) })
  }
  return parts.length === 0 ? undefined : { kind: 'all', of: parts }
}

function selectIn(text: string | undefined, properties: readonly Property[]): readonly string[] {
  const all = properties.map(({ name }) => name)
  const names = listIn(text)
  const unknown = names.find((name) => name !== '*' && !all.includes(name))
  if (unknown !== undefined) throw odataErrors.unknownProperty('$select', unknown)
  return names.length === 0 || names.includes('*') ? all : all.filter((name) => names.includes(name))
}

function sortIn(text: string | undefined, types: PropertyTypes): readonly SelectSort[] {
  return listIn(text).map((part) => {
    const [column = '', way = 'asc', ...rest] = part.split(/\s+/)
    if (rest.length > 0 || (way !== 'asc' && way !== 'desc')) throw odataErrors.wrongOption('$orderby', part)
    if (!types.has(column)) throw odataErrors.unknownProperty('$orderby', column)
    // OData: missing values come before all others going up, behind them going down.
    return { column, descending: way === 'desc', nulls: way === 'desc' ? 'last' : 'first' }
  })
}

function listIn(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}
