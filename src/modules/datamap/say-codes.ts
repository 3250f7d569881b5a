import type { Lang } from '../../ui/index.ts'
import type { DatamapDeps } from './deps.ts'
import type { SayCode } from './say-value.ts'

const LISTS = ['theme', 'frequency'] as const

/** Labels of every list the fields use, loaded once for a page; they are in memory. */
export async function loadSayCode({ codes }: Pick<DatamapDeps, 'codes'>, lang: Lang): Promise<SayCode> {
  const loaded = await Promise.all(LISTS.map(async (list) => [list, await codes.labels(list, lang)] as const))
  const labels = new Map<string, ReadonlyMap<string, string>>(loaded)
  return (list, code) => labels.get(list)?.get(code) ?? code
}
