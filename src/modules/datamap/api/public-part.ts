import { FIELDS, withValue } from '../fields.ts'
import type { DatabaseRecord } from '../record.ts'

const CLOSED = FIELDS.filter(({ open }) => !open)

/** What the public may read of a record: no security, no contacts, no costs, no notes on items. */
export function publicPart(record: DatabaseRecord): DatabaseRecord {
  const stripped = CLOSED.reduce((part, field) => withValue(part, field, undefined), record)
  return {
    ...stripped,
    // Nothing of the register is public, not even that a system stands in it.
    identity: without(stripped.identity, 'systemId'),
    items: stripped.items.map((item) => without(item, 'note')),
    roadmap: stripped.roadmap.map((step) => without(step, 'budget')),
  }
}

function without<Row extends object, Key extends keyof Row>(row: Row, key: Key): Omit<Row, Key> {
  const { [key]: _left, ...rest } = row
  return rest
}
