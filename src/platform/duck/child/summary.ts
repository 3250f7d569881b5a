import type { ColumnProfile } from '../profile.ts'
import type { SummaryJob } from '../rows/model.ts'
import type { Storage } from '../sql.ts'
import type { Work } from './database.ts'
import { profileParquet } from './profile-parquet.ts'
import { storagesOf } from './where.ts'

/** The profile of a stored table, counted anew. */
export async function summarise({ connection }: Work, { table }: SummaryJob): Promise<readonly ColumnProfile[]> {
  const storages = await storagesOf(connection, table.file)
  const columns = table.columns.map(({ name, type }) => ({
    name,
    type,
    storage: (storages.get(name) ?? 'VARCHAR') as Storage,
  }))
  return await profileParquet(connection, table.file, columns)
}
