import { FIELDS, withValue } from '../fields.ts'
import type { DatabaseRecord } from '../record.ts'

const CLOSED = FIELDS.filter(({ open }) => !open)

/** What the public may read of a record: no security, no contacts, no costs, no notes on items. */
export function publicPart(record: DatabaseRecord): DatabaseRecord {
  const stripped = CLOSED.reduce((part, field) => withValue(part, field, undefined), record)
  return {
    ...stripped,
    items: stripped.items.map(({ note: _, ...item }) => item),
    roadmap: stripped.roadmap.map(({ budget: _, ...step }) => step),
  }
}
