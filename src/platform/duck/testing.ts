import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '../log.ts'
import { createDiskObjects, type Objects } from '../objects/index.ts'
import { createDuck, type Duck } from './duck.ts'
import type { DuckLimits } from './limits.ts'

/** A data engine over a store of its own, for tests. */
export interface TestDuck {
  readonly duck: Duck
  readonly objects: Objects
  readonly dir: string
  /** Files and folders of loads that are under way or were left behind. */
  leftOvers(): Promise<readonly string[]>
  close(): Promise<void>
}

export async function createTestDuck(limits: Partial<DuckLimits> = {}): Promise<TestDuck> {
  const dir = await mkdtemp(join(tmpdir(), 'nguon-duck-'))
  const objects = await createDiskObjects({ dir: join(dir, 'objects') })
  const work = join(dir, 'work')
  const duck = await createDuck({ dir: work, objects, log: silentLog, limits })
  return {
    duck,
    objects,
    dir,
    leftOvers: async () => {
      const [own = ''] = await readdir(work)
      const jobs = await readdir(join(work, own))
      const temp = await readdir(join(dir, 'objects', 'temp'))
      return [...jobs.filter((name) => name !== 'rows' && name !== 'exports'), ...temp]
    },
    close: async () => {
      await duck.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
