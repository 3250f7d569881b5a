import { readFile } from 'node:fs/promises'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { DossierRules, type LevelRules, Minimum, Regime } from './level-rules.ts'

const FOLDER = new URL('../../../../seeds/rules/', import.meta.url)
const Minimums = Type.Object({ minimums: Type.Array(Minimum) })

/** The rules this release ships; throws when a file is broken, which only a release can mend. */
export async function readLevelRules(): Promise<LevelRules> {
  const [old, present, minimums, dossier] = await Promise.all([
    read('security-levels-nd85-2016.json', Regime),
    read('security-levels-nd331-2026.json', Regime),
    read('security-level-minimums.json', Minimums),
    read('security-dossier.json', DossierRules),
  ])
  return { regimes: [old, present], minimums: minimums.minimums, dossier }
}

async function read<Schema extends TSchema>(name: string, schema: Schema): Promise<Static<Schema>> {
  const content: unknown = JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'))
  if (!Value.Check(schema, content)) throw new Error(`seeds/rules/${name} does not have the shape of rules`)
  return content as Static<Schema>
}
