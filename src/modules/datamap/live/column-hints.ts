import { ownValue } from '../../../platform/own-value.ts'
import type { FoundColumn, FoundTable } from '../../../platform/schema-reader/index.ts'
import { type ColumnWords, indexPhrases, type PersonalWords, plainWords } from './column-words.ts'

/** What a suggestion rests on: the name of the column, its comment, its type, or values that were looked at. */
export type Ground = 'name' | 'comment' | 'type' | 'sample'

/** The words of the rules, ready for many columns. */
export interface Lexicon {
  plain(text: string): string
  personal(plain: string): readonly PersonalWords[]
  /** Name of a well-known code list; undefined when the text is about none. */
  list(plain: string): string | undefined
  title(plain: string): string | undefined
  /** Whether a table is named like a code list. */
  isListName(plain: string): boolean
}

/** Indexes the words; the same names come again and again in one database, so they are read once. */
export function createLexicon(words: ColumnWords): Lexicon {
  const personal = indexPhrases(words.personal.flatMap((rule) => rule.words.map((word) => [word, rule] as const)))
  const lists = indexPhrases(words.lists.flatMap(({ words: some, list }) => some.map((word) => [word, list] as const)))
  const plains = new Map<string, string>()
  return {
    plain(text) {
      const known = plains.get(text) ?? plainWords(text)
      plains.set(text, known)
      return known
    },
    personal: (plain) => personal.in(plain),
    list: (plain) => lists.in(plain)[0],
    title: (plain) => ownValue(words.titles, plain),
    isListName: (plain) => words.tables.some((word) => plain.startsWith(`${word} `) || plain.endsWith(` ${word}`)),
  }
}

/** What name and comment tell of persons, where the type can hold it; the sensitive before the basic. */
export function toldHint(
  column: FoundColumn,
  lexicon: Lexicon,
): { readonly rule: PersonalWords; readonly grounds: readonly Ground[] } | undefined {
  const byName = lexicon.personal(lexicon.plain(column.name))
  const byComment = column.comment === undefined ? [] : lexicon.personal(lexicon.plain(column.comment))
  if (byName.length + byComment.length === 0) return undefined
  const type = typeKind(column.type)
  const [rule] = [...byName, ...byComment].filter(({ types }) => types.includes(type)).sort(gravest)
  if (!rule) return undefined
  const grounds: Ground[] = []
  if (byName.includes(rule)) grounds.push('name')
  if (byComment.includes(rule)) grounds.push('comment')
  // Nine or twelve places are those of an identity card or a personal number.
  if (rule.kind === 'identity' && /\b(?:9|12)\b/.test(column.type)) grounds.push('type')
  return { rule, grounds }
}

function gravest(one: PersonalWords, other: PersonalWords): number {
  return Number(other.level === 'sensitive') - Number(one.level === 'sensitive')
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

const SMALL_ROWS = 500
const FEW_COLUMNS = 8

/** Tables that look like code lists, by `tableKey`, with the name of the list. */
export function listTables(tables: readonly FoundTable[], lexicon: Lexicon): ReadonlyMap<string, string> {
  return new Map(
    tables.flatMap((table): [string, string][] =>
      looksLikeList(table, lexicon)
        ? [[tableKey(table.schema, table.name), firstLine(table.comment) ?? table.name]]
        : [],
    ),
  )
}

function looksLikeList(table: FoundTable, lexicon: Lexicon): boolean {
  if (table.columns.length > FEW_COLUMNS || table.key.length !== 1) return false
  if (lexicon.isListName(lexicon.plain(table.name))) return true
  return table.rows !== undefined && table.rows > 0 && table.rows <= SMALL_ROWS && table.foreignKeys.length === 0
}

export function tableKey(schema: string, name: string): string {
  return JSON.stringify([schema, name])
}

export function firstLine(text: string | undefined): string | undefined {
  const line = text?.split(/[\r\n]/)[0]?.trim()
  return line ? line : undefined
}
