import type { FoundColumn, FoundSchema, FoundTable } from '../../../platform/schema-reader/index.ts'
import { type ColumnWords, type PersonalWords, plainWords, speaksOf } from './column-words.ts'

/** What a suggestion rests on: the name of the column, its comment, its type, or values that were looked at. */
export type Ground = 'name' | 'comment' | 'type' | 'sample'

export interface PersonalHint {
  readonly kind: string
  readonly level: 'basic' | 'sensitive'
  readonly grounds: readonly Ground[]
}

export interface ListHint {
  readonly list: string
  /** By its name, or because it points to a small table. */
  readonly grounds: readonly ('name' | 'reference')[]
}

/** Share of the values looked at that are of a kind, 0 to 1; nothing of the values themselves. */
export interface ColumnCounts {
  readonly rows: number
  readonly filled: number
  readonly distinct: number
  readonly personal?: { readonly kind: string; readonly level: 'basic' | 'sensitive'; readonly share: number }
}

/** By table, then by column. */
export type SampleCounts = Readonly<Record<string, Readonly<Record<string, ColumnCounts>>>>

export interface ColumnSuggestion {
  /** As an item names it. */
  readonly table: string
  readonly column: string
  readonly type: string
  readonly title: string
  readonly isKey: boolean
  readonly personal?: PersonalHint
  readonly codeList?: ListHint
}

const SMALL_ROWS = 500
const FEW_COLUMNS = 8
const SURE_SHARE = 0.5
const TITLE_MAX = 300

export interface Known {
  readonly words: ColumnWords
  readonly counts?: SampleCounts | undefined
}

/** What each column of the tables may be; views only repeat them. Suggestions, for the officer to take or leave. */
export function suggestColumns(schema: FoundSchema, known: Known): readonly ColumnSuggestion[] {
  const lists = listTables(schema, known.words)
  const plain = plainSchema(schema)
  return schema.tables
    .filter(({ kind }) => kind === 'table')
    .flatMap((table) => columnsOf(table, { known, lists, plain }))
}

/** The schema whose tables need no prefix: the only one there is, or the server's usual one. */
function plainSchema(schema: FoundSchema): string {
  const names = new Set(schema.tables.map((table) => table.schema))
  const [only = ''] = names
  return names.size === 1 ? only : schema.engine === 'sqlserver' ? 'dbo' : 'public'
}

/** Name of a table as items carry it. */
export function tableName({ schema, name }: Pick<FoundTable, 'schema' | 'name'>, plain: string): string {
  return schema === plain ? name : `${schema}.${name}`
}

/** The same names for every table of a structure. */
export function tableNames(schema: FoundSchema): ReadonlyMap<FoundTable, string> {
  const plain = plainSchema(schema)
  return new Map(schema.tables.map((table) => [table, tableName(table, plain)]))
}

interface Around {
  readonly known: Known
  readonly lists: ReadonlyMap<string, string>
  readonly plain: string
}

function columnsOf(table: FoundTable, { known, lists, plain }: Around): readonly ColumnSuggestion[] {
  const name = tableName(table, plain)
  const counts = known.counts?.[name]
  const hints = table.columns.map((column) => personalHint(column, known.words, counts?.[column.name]))
  const hasPerson = hints.some((hint) => hint?.identifies)
  return table.columns.map((column, at) => {
    const hint = hints[at]
    const personal = hint && (hasPerson || !hint.needsPerson) ? hint.shown : undefined
    const codeList = listHint(table, column, { words: known.words, lists })
    return {
      table: name,
      column: column.name,
      type: column.type,
      title: titleOf(column, known.words),
      isKey: table.key.includes(column.name),
      ...(personal ? { personal } : {}),
      ...(codeList ? { codeList } : {}),
    }
  })
}

interface Weighed {
  readonly shown: PersonalHint
  readonly identifies: boolean
  readonly needsPerson: boolean
}

function personalHint(column: FoundColumn, words: ColumnWords, counts: ColumnCounts | undefined): Weighed | undefined {
  const sampled = counts?.personal && counts.personal.share >= SURE_SHARE ? counts.personal : undefined
  const told = toldHint(column, words)
  if (!told)
    return sampled && { shown: { ...named(sampled), grounds: ['sample'] }, identifies: true, needsPerson: false }
  const { rule, grounds } = told
  return {
    shown: { kind: rule.kind, level: rule.level, grounds: sampled ? [...grounds, 'sample'] : grounds },
    identifies: rule.identifies === true,
    needsPerson: rule.needsPerson === true && sampled === undefined,
  }
}

/** What name and comment tell, where the type can hold it. */
function toldHint(
  column: FoundColumn,
  words: ColumnWords,
): { rule: PersonalWords; grounds: readonly Ground[] } | undefined {
  const texts = { name: plainWords(column.name), comment: plainWords(column.comment ?? '') }
  const type = typeKind(column.type)
  const says = (rule: PersonalWords, plain: string) => plain !== '' && rule.words.some((word) => speaksOf(plain, word))
  const rule = words.personal
    .filter(({ types }) => types.includes(type))
    .sort(gravest)
    .find((one) => says(one, texts.name) || says(one, texts.comment))
  if (!rule) return undefined
  const spoken = (['name', 'comment'] as const).filter((where) => says(rule, texts[where]))
  // Nine or twelve places are those of an identity card or a personal number.
  const isSized = rule.kind === 'identity' && /\b(?:9|12)\b/.test(column.type)
  return { rule, grounds: isSized ? [...spoken, 'type'] : spoken }
}

// The same words may stand for something plain and something sensitive; the sensitive is said.
function gravest(one: PersonalWords, other: PersonalWords): number {
  return Number(other.level === 'sensitive') - Number(one.level === 'sensitive')
}

function named({ kind, level }: { kind: string; level: 'basic' | 'sensitive' }) {
  return { kind, level }
}

/** What a server's type holds, in the words the rules use. */
export function typeKind(type: string): 'text' | 'number' | 'date' | 'yes' | 'bytes' | 'geometry' | 'other' {
  const plain = type.toLowerCase()
  if (/^(bool|bit$|bit\(1\)|tinyint\(1\))/.test(plain)) return 'yes'
  if (/geo(metry|graphy)|^point/.test(plain)) return 'geometry'
  if (/char|text|clob|uuid|uniqueidentifier|json|xml|enum|^name$/.test(plain)) return 'text'
  if (/bytea|blob|binary|image/.test(plain)) return 'bytes'
  if (/date|time|^year/.test(plain)) return 'date'
  if (/int|num|dec|float|double|real|money|serial/.test(plain)) return 'number'
  return 'other'
}

/** Tables that look like code lists, with the name of the list. */
function listTables(schema: FoundSchema, words: ColumnWords): ReadonlyMap<string, string> {
  const lists = schema.tables.flatMap((table): [string, string][] => {
    const plain = plainWords(table.name)
    const isNamed = words.tables.some((word) => plain.startsWith(`${word} `) || plain.endsWith(` ${word}`))
    const isSmall = table.rows !== undefined && table.rows > 0 && table.rows <= SMALL_ROWS
    const isShaped = table.columns.length <= FEW_COLUMNS && table.key.length === 1
    const looksSo = isShaped && (isNamed || (isSmall && table.foreignKeys.length === 0))
    return looksSo ? [[keyOf(table.schema, table.name), firstLine(table.comment) ?? table.name]] : []
  })
  return new Map(lists)
}

function listHint(
  table: FoundTable,
  column: FoundColumn,
  { words, lists }: { words: ColumnWords; lists: ReadonlyMap<string, string> },
): ListHint | undefined {
  const name = plainWords(column.name)
  const byName = words.lists.find((list) => list.words.some((word) => speaksOf(name, word)))?.list
  const reference = table.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column.name)
  const byReference = reference && lists.get(keyOf(reference.toSchema, reference.toTable))
  const list = byReference ?? byName
  if (list === undefined) return undefined
  const grounds = [
    ...(byName === undefined ? [] : ['name' as const]),
    ...(byReference === undefined ? [] : ['reference' as const]),
  ]
  return { list: list.slice(0, 120), grounds }
}

function keyOf(schema: string, name: string): string {
  return JSON.stringify([schema, name])
}

function titleOf(column: FoundColumn, words: ColumnWords): string {
  const known = words.titles[plainWords(column.name)]
  return (firstLine(column.comment) ?? known ?? column.name.trim() ?? '').slice(0, TITLE_MAX) || 'cột không tên'
}

function firstLine(text: string | undefined): string | undefined {
  const line = text?.split(/[\r\n]/)[0]?.trim()
  return line ? line : undefined
}
