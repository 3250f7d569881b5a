import type { FoundColumn, FoundSchema, FoundTable } from '../../../platform/schema-reader/index.ts'
import { createLexicon, firstLine, type Ground, type Lexicon, listTables, tableKey, toldHint } from './column-hints.ts'
import type { ColumnWords } from './column-words.ts'

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

const SURE_SHARE = 0.5
const TITLE_MAX = 300

export interface Known {
  readonly words: ColumnWords
  readonly counts?: SampleCounts | undefined
}

/** What each column of the tables may be; views only repeat them. Suggestions, for the officer to take or leave. */
export function suggestColumns(schema: FoundSchema, known: Known): readonly ColumnSuggestion[] {
  const lexicon = createLexicon(known.words)
  const around = {
    counts: known.counts,
    lexicon,
    lists: listTables(schema.tables, lexicon),
    plain: plainSchema(schema),
  }
  return schema.tables.filter(({ kind }) => kind === 'table').flatMap((table) => columnsOf(table, around))
}

/** The schema whose tables need no prefix: the only one there is, or the server's usual one. */
function plainSchema(schema: FoundSchema): string {
  const names = new Set(schema.tables.map((table) => table.schema))
  const [only = ''] = names
  return names.size === 1 ? only : schema.engine === 'sqlserver' ? 'dbo' : 'public'
}

/** Name of a table as items carry it. */
function tableName({ schema, name }: Pick<FoundTable, 'schema' | 'name'>, plain: string): string {
  return schema === plain ? name : `${schema}.${name}`
}

/** The same names for every table of a structure. */
export function tableNames(schema: FoundSchema): ReadonlyMap<FoundTable, string> {
  const plain = plainSchema(schema)
  return new Map(schema.tables.map((table) => [table, tableName(table, plain)]))
}

interface Around {
  readonly counts: SampleCounts | undefined
  readonly lexicon: Lexicon
  readonly lists: ReadonlyMap<string, string>
  readonly plain: string
}

function columnsOf(table: FoundTable, around: Around): readonly ColumnSuggestion[] {
  const { lexicon } = around
  const name = tableName(table, around.plain)
  const counts = around.counts?.[name]
  const hints = table.columns.map((column) => personalHint(column, lexicon, counts?.[column.name]))
  const hasPerson = hints.some((hint) => hint?.identifies)
  return table.columns.map((column, at) => {
    const hint = hints[at]
    const personal = hint && (hasPerson || !hint.needsPerson) ? hint.shown : undefined
    const codeList = listHint(table, column, around)
    return {
      table: name,
      column: column.name,
      type: column.type,
      title: titleOf(column, lexicon),
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

function personalHint(column: FoundColumn, lexicon: Lexicon, counts: ColumnCounts | undefined): Weighed | undefined {
  const sampled = counts?.personal && counts.personal.share >= SURE_SHARE ? counts.personal : undefined
  const told = toldHint(column, lexicon)
  if (!told) {
    if (!sampled) return undefined
    const { kind, level } = sampled
    return { shown: { kind, level, grounds: ['sample'] }, identifies: true, needsPerson: false }
  }
  const { rule, grounds } = told
  return {
    shown: { kind: rule.kind, level: rule.level, grounds: sampled ? [...grounds, 'sample'] : grounds },
    identifies: rule.identifies === true,
    needsPerson: rule.needsPerson === true && sampled === undefined,
  }
}

function listHint(table: FoundTable, column: FoundColumn, { lexicon, lists }: Around): ListHint | undefined {
  const byName = lexicon.list(lexicon.plain(column.name))
  const reference = table.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0] === column.name)
  const byReference = reference && lists.get(tableKey(reference.toSchema, reference.toTable))
  const list = byReference ?? byName
  if (list === undefined) return undefined
  const named = byName === undefined ? [] : ['name' as const]
  return { list: list.slice(0, 120), grounds: byReference === undefined ? named : [...named, 'reference'] }
}

function titleOf(column: FoundColumn, lexicon: Lexicon): string {
  const title = firstLine(column.comment) ?? lexicon.title(lexicon.plain(column.name)) ?? column.name.trim()
  return title.slice(0, TITLE_MAX) || 'cột không tên'
}
