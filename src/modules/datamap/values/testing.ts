import { readFile } from 'node:fs/promises'
import type { CodeList } from '../../../tabular/index.ts'
import { loadMatchers, type ValueMatchers } from './codes-of-field.ts'

/** Matchers of the lists that come with the program. */
export function seedMatchers(): Promise<ValueMatchers> {
  const list = async (id: string) =>
    JSON.parse(await readFile(new URL(`../../../../seeds/codes/${id}.json`, import.meta.url), 'utf8')) as CodeList
  return loadMatchers({
    list,
    lists: () => Promise.resolve([]),
    resolve: () => Promise.resolve(undefined),
    labels: () => Promise.resolve(new Map()),
  })
}
