import { readFile } from 'node:fs/promises'
import { type Static, type TSchema, Type } from 'typebox'
import { Value } from 'typebox/value'
import { HolidayRule } from '../calendar/model.ts'
import { createRules, DeadlineRule, LegalBasis, MeasureRule, PlanKind, type PlanRules } from './model.ts'

const SEEDS = new URL('../../../../seeds/rules/', import.meta.url)
const Kinds = Type.Object({ documents: Type.Array(LegalBasis), kinds: Type.Array(PlanKind) })
const Deadlines = Type.Object({ rules: Type.Array(DeadlineRule) })
const Measures = Type.Object({ rules: Type.Array(MeasureRule) })
const Holidays = Type.Object({ rules: Type.Array(HolidayRule) })

/** Reads the rules that come with the program; throws at the start when a file is not what it should be. */
export async function readRules(): Promise<PlanRules> {
  const [{ kinds, documents }, { rules: deadlines }, { rules: holidays }, { rules: measures }] = await Promise.all([
    readSeed('plan-kinds.json', Kinds),
    readSeed('plan-deadlines.json', Deadlines),
    readSeed('public-holidays.json', Holidays),
    readSeed('plan-measures.json', Measures),
  ])
  const known = new Set(documents.map(({ id }) => id))
  const named = kinds.flatMap((kind) => [...kind.basis, ...kind.duties.map(({ basis }) => basis)])
  const missing = named.filter((id) => !known.has(id))
  if (missing.length > 0) throw new Error(`seeds/rules/plan-kinds.json names unknown documents: ${missing.join(', ')}`)
  return createRules({ kinds, documents, deadlines, holidays, measures })
}

async function readSeed<Schema extends TSchema>(name: string, schema: Schema): Promise<Static<Schema>> {
  const content: unknown = JSON.parse(await readFile(new URL(name, SEEDS), 'utf8'))
  if (Value.Check(schema, content)) return content
  const [first] = Value.Errors(schema, content)
  throw new Error(`seeds/rules/${name} is wrong at ${first?.instancePath ?? ''}: ${first?.message ?? ''}`)
}
