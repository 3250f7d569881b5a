import { readFile } from 'node:fs/promises'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { fold } from '../../../platform/text.ts'

const Words = Type.Array(Type.String())
const Said = Type.Object({ vi: Type.String(), en: Type.String() })

const PersonalWords = Type.Object({
  kind: Type.String(),
  level: Type.Union([Type.Literal('basic'), Type.Literal('sensitive')]),
  /** Tells who somebody is; other kinds count only beside one that does, where `needsPerson` says so. */
  identifies: Type.Optional(Type.Boolean()),
  needsPerson: Type.Optional(Type.Boolean()),
  types: Type.Array(Type.String()),
  words: Words,
  said: Said,
})
export type PersonalWords = Static<typeof PersonalWords>

/** Words in names and comments of columns, with what they hint at. Data, so that they can grow without code. */
export const ColumnWords = Type.Object({
  personal: Type.Array(PersonalWords),
  /** Beginnings of names of tables that hold code lists. */
  tables: Words,
  lists: Type.Array(Type.Object({ words: Words, list: Type.String() })),
  titles: Type.Record(Type.String(), Type.String()),
})
export type ColumnWords = Static<typeof ColumnWords>

const PATH = new URL('../../../../seeds/rules/column-words.json', import.meta.url)

/** The words this release ships; throws when the file is broken, which only a release can mend. */
export async function readColumnWords(): Promise<ColumnWords> {
  const content: unknown = JSON.parse(await readFile(PATH, 'utf8'))
  if (!Value.Check(ColumnWords, content)) throw new Error('seeds/rules/column-words.json does not have its shape')
  return content
}

/** `NgaySinh`, `NGAY_SINH`, `Ngày sinh` → `ngay sinh`. */
export function plainWords(text: string): string {
  return fold(text.replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2'))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Which of many phrases a text holds, as whole words or written in one (`hoten`). */
export interface PhraseIndex<Value> {
  /** What the phrases in the text stand for; nothing twice. */
  in(plain: string): readonly Value[]
}

/** Indexes phrases once, so that tens of thousands of columns are looked at without trying each phrase on each. */
export function indexPhrases<Value>(entries: readonly (readonly [phrase: string, value: Value])[]): PhraseIndex<Value> {
  const whole = group(entries)
  const joined = group(entries.map(([phrase, value]) => [phrase.replaceAll(' ', ''), value]))
  const longest = Math.max(1, ...entries.map(([phrase]) => phrase.split(' ').length))
  return {
    in(plain) {
      if (plain === '') return []
      const found = new Set<Value>(joined.get(plain.replaceAll(' ', '')))
      const words = plain.split(' ')
      for (let from = 0; from < words.length; from++) {
        let phrase = ''
        for (let to = from; to < Math.min(words.length, from + longest); to++) {
          phrase = phrase === '' ? (words[to] ?? '') : `${phrase} ${words[to]}`
          for (const value of whole.get(phrase) ?? []) found.add(value)
        }
      }
      return [...found]
    },
  }
}

function group<Value>(entries: readonly (readonly [string, Value])[]): ReadonlyMap<string, readonly Value[]> {
  return new Map(
    [...Map.groupBy(entries, ([phrase]) => phrase)].map(([phrase, some]) => [phrase, some.map(([, value]) => value)]),
  )
}
