import { readFile } from 'node:fs/promises'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { Rule, type Rules, rulesOf } from './model.ts'

const RuleFile = Type.Object({ rules: Type.Array(Rule) })
const PATH = new URL('../../../../seeds/rules/database-rules.json', import.meta.url)

/** The rules this release ships; throws when the file is broken, which only a release can mend. */
export async function readRules(): Promise<Rules> {
  const file: unknown = JSON.parse(await readFile(PATH, 'utf8'))
  if (!Value.Check(RuleFile, file)) throw new Error('seeds/rules/database-rules.json does not have the shape of rules')
  return rulesOf(file.rules)
}
