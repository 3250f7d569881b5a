import { readSeedLists } from './modules/codes/index.ts'
import type { DatasetCodes } from './modules/datasets/index.ts'

/** Update cycles and media types of the built-in lists, in memory: they change with a release only. */
export async function datasetCodes(): Promise<DatasetCodes> {
  const lists = new Map((await readSeedLists()).map((list) => [list.id, list]))
  const attribute = (list: string, name: string) =>
    new Map((lists.get(list)?.items ?? []).map((item) => [item.code, item.attributes?.[name]]))
  const cycles = attribute('frequency', 'interval')
  const mediaTypes = attribute('format', 'mediaType')
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return {
    cycle: (frequency) => text(cycles.get(frequency)),
    mediaType: (format) => text(mediaTypes.get(format)) ?? 'application/octet-stream',
  }
}
