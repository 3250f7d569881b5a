import type { Column } from '../../../tabular/model.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import type { Held } from '../../datasets/index.ts'

/** Columns with the officer's words over those of the source. */
export function labelledColumns(held: Held, record: ResourceRecord): readonly Column[] {
  const notes = record.tables[held.distribution.id]?.columns ?? {}
  return held.version.columns.map((column) => {
    const note = notes[column.name]
    const unit = note?.unit ?? column.unit
    return { ...column, title: note?.title ?? column.title, ...(unit ? { unit } : {}) }
  })
}
