import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type CodeList, readCodeList } from '../../tabular/codes/index.ts'

const FOLDER = fileURLToPath(new URL('../../../seeds/codes/', import.meta.url))

/** Reads the lists that come with the program. A bad file is a fault of the release, so it throws. */
export async function readSeedLists(folder = FOLDER): Promise<readonly CodeList[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const read = readCodeList(JSON.parse(await readFile(`${folder}/${name}`, 'utf8')))
      if ('error' in read) throw new Error(`seeds/codes/${name}: ${read.error}`)
      return read.list
    }),
  )
}

/** Lists of agencies among them: `agency`, and any `agency-…`. */
export function isAgencyList(list: CodeList): boolean {
  return list.id === 'agency' || list.id.startsWith('agency-')
}
