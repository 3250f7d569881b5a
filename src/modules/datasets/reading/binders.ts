import { readdir, readFile } from 'node:fs/promises'
import type { CodeBinder } from '../../../tabular/index.ts'
import { type CodeList, createMatcher } from '../../../tabular/codes/index.ts'

const FOLDER = new URL('../../../../seeds/codes/', import.meta.url)
const SURE = 0.8
const PLACES: Readonly<Record<string, string>> = {
  'province-63': 'province',
  'province-34': 'province',
  region: 'region',
}

/** The built-in lists that columns of a file may be bound to. */
export async function binders(): Promise<readonly CodeBinder[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.replace('.json', '') in PLACES)
  return Promise.all(
    files.map(async (name) => {
      const list = JSON.parse(await readFile(new URL(name, FOLDER), 'utf8')) as CodeList
      return binderOf(list, PLACES[list.id])
    }),
  )
}

function binderOf(list: CodeList, level: string | undefined): CodeBinder {
  const matcher = createMatcher(list)
  return {
    list: list.id,
    ...(level ? { level } : {}),
    match(name) {
      const { code, name: official, confidence } = matcher.match(name)
      return code && official && confidence >= SURE ? { code, name: official } : undefined
    },
  }
}
