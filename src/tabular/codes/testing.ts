import { readFileSync } from 'node:fs'
import type { CodeList } from './model.ts'
import { readCodeList } from './read-code-list.ts'

/** A built-in list, for tests. */
export function seedList(id: string): CodeList {
  const file = new URL(`../../../seeds/codes/${id}.json`, import.meta.url)
  const read = readCodeList(JSON.parse(readFileSync(file, 'utf8')))
  if ('error' in read) throw new Error(`${id}: ${read.error}`)
  return read.list
}
