import type { Graph, Node } from './graph.ts'
import { wordOf } from './read-values.ts'
import { word } from './words.ts'

const SHORT: Readonly<Record<string, string>> = {
  vie: 'vi',
  eng: 'en',
  fra: 'fr',
  deu: 'de',
  spa: 'es',
  por: 'pt',
  ita: 'it',
  nld: 'nl',
  zho: 'zh',
  jpn: 'ja',
  kor: 'ko',
  rus: 'ru',
}

/** Languages of a record as BCP 47 tags. */
export function readLanguages(graph: Graph, node: Node): readonly string[] {
  const given = node.all(word('dct:language'), word('schema:inLanguage')).map((term) => wordOf(graph, term) ?? '')
  const tags = given.map((text) => text.split(/[/#]/).at(-1)?.toLowerCase().split('-')[0] ?? '')
  return [...new Set(tags.flatMap((tag) => SHORT[tag] ?? (/^[a-z]{2}$/.test(tag) ? tag : [])))]
}

/** The language of texts without a tag: only where the record has just one. */
export function readLanguage(graph: Graph, node: Node): string | undefined {
  const languages = readLanguages(graph, node)
  return languages.length === 1 ? languages[0] : undefined
}

/** Three-letter code of the EU language table. */
export function authorityLanguage(tag: string): string | undefined {
  return Object.keys(SHORT)
    .find((long) => SHORT[long] === tag)
    ?.toUpperCase()
}
