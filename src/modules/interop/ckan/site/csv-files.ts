import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { DatasetsModule, Held } from '../../../datasets/index.ts'

export interface CsvFile {
  readonly path: string
  readonly bytes: number
}

/** Tables written out as CSV, kept for a while: the only way to know their length, or to answer from the middle. */
export interface CsvFiles {
  /** The file if it is there already. */
  known(held: Held): CsvFile | undefined
  /** The file, written first if need be; undefined for a table too large to keep. */
  make(held: Held): Promise<CsvFile | undefined>
}

const MOST_TABLE_BYTES = 64e6
const MOST_KEPT_BYTES = 1e9

type Datasets = Pick<DatasetsModule, 'deps'>

/** `folder` is emptied at each start by whoever owns it. */
export function createCsvFiles({ deps }: Datasets, folder: string): CsvFiles {
  const files = new Map<string, CsvFile>()
  const making = new Map<string, Promise<CsvFile>>()
  let kept = 0

  async function write({ version }: Held): Promise<CsvFile> {
    await mkdir(folder, { recursive: true })
    const path = join(folder, `${version.digest.replace(/\W/g, '-')}.csv`)
    const table = { digest: version.digest, columns: version.columns }
    await pipeline(deps.duck.exports.stream({ table, format: 'csv' }), createWriteStream(`${path}.part`))
    await rename(`${path}.part`, path)
    const file = { path, bytes: (await stat(path)).size }
    files.set(version.digest, file)
    kept += file.bytes
    await dropOldest()
    return file
  }

  // A reader that has one of them open goes on reading.
  async function dropOldest(): Promise<void> {
    while (kept > MOST_KEPT_BYTES && files.size > 1) {
      const [digest, file] = files.entries().next().value as [string, CsvFile]
      files.delete(digest)
      kept -= file.bytes
      await rm(file.path, { force: true })
    }
  }

  return {
    known: ({ version }) => files.get(version.digest),
    async make(held) {
      const { digest, bytes } = held.version
      const there = files.get(digest)
      if (there) return there
      if (bytes > MOST_TABLE_BYTES) return undefined
      const running = making.get(digest) ?? write(held).finally(() => making.delete(digest))
      making.set(digest, running)
      return running
    },
  }
}
