import { readFile } from 'node:fs/promises'
import { type CodeList, createMatcher } from '../../../tabular/codes/index.ts'
import type { NameList } from './unmatched-names.ts'

const FOLDER = new URL('../../../../seeds/codes/', import.meta.url)
const SURE = 0.8
/** In this order: a few names that both province lists know are read as provinces of before 01/07/2025. */
const PLACES = [
  { id: 'province-63', level: 'province' },
  { id: 'province-34', level: 'province' },
  { id: 'region', level: 'region' },
]

/** The built-in lists that columns of a file may be bound to. */
export async function binders(): Promise<readonly NameList[]> {
  return Promise.all(
    PLACES.map(async ({ id, level }) => {
      const list = JSON.parse(await readFile(new URL(`${id}.json`, FOLDER), 'utf8')) as CodeList
      return binderOf(list, level)
    }),
  )
}

function binderOf(list: CodeList, level: string): NameList {
  const matcher = createMatcher(list)
  return {
    list: list.id,
    level,
    size: list.items.length,
    ...(list.validFrom === undefined ? {} : { validFrom: list.validFrom }),
    match(name) {
      const { how, code, name: official, confidence } = matcher.match(name)
      // The 34 know the merged provinces as former names; by them Bắc Kạn's figure would be drawn as Thái Nguyên's.
      if (how === 'former') return undefined
      return code && official && confidence >= SURE ? { code, name: official } : undefined
    },
    candidates(name) {
      const { code, name: official, candidates = [] } = matcher.match(name)
      return code && official ? [{ code, name: official }] : candidates
    },
  }
}
