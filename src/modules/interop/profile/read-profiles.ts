import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Profile, readProfile } from '../../../formats/shacl/index.ts'

const SEEDS = fileURLToPath(new URL('../../../../seeds/profiles/', import.meta.url))

/**
 * Profiles that come with the program, and those an operator put into `{data}/profiles`: a file there takes the place of
 * one with the same id. A wrong file stops the start and says where it is wrong.
 */
export async function readProfiles(ownFolder: string): Promise<readonly Profile[]> {
  const read = [...(await profilesIn(SEEDS)), ...(await profilesIn(ownFolder))]
  return [...new Map(read.map((profile) => [profile.id, profile])).values()]
}

async function profilesIn(folder: string): Promise<readonly Profile[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const read = readProfile(JSON.parse(await readFile(path, 'utf8')))
      if ('error' in read) throw new Error(`${path}: ${read.error}`)
      return read.profile
    }),
  )
}
