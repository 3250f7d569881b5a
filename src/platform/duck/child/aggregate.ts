import type { AggregateJob, AggregateResult, DistinctJob, DistinctResult, Measure, MeasureKind } from '../rows/model.ts'
import { quoteName, scan } from '../sql.ts'
import type { Work } from './database.ts'
import { read } from './query.ts'
import { createBinds, foldSql, storagesOf, whereSql } from './where.ts'

const MEASURES: Readonly<Record<MeasureKind, (column: string) => string>> = {
  count: (column) => `count(${column})`,
  distinct: (column) => `count(DISTINCT ${column})`,
  sum: (column) => `sum(${column})`,
  avg: (column) => `avg(${column})`,
  min: (column) => `min(${column})`,
  max: (column) => `max(${column})`,
}

/** Groups with their measures, in a stable order. */
export async function aggregate({ connection }: Work, job: AggregateJob): Promise<AggregateResult> {
  const binds = createBinds()
  const where = whereSql(job.filter, await storagesOf(connection, job.table.file), binds)
  const outputs = [...job.group.map(quoteName), ...job.measures.map(measureSql)]
  const wanted = job.sort.map(
    ({ output, descending }) => `${output + 1} ${descending === true ? 'DESC' : 'ASC'} NULLS LAST`,
  )
  // Groups at the end of the order make it total: two calls give the same rows.
  const order = [...wanted, ...job.group.map((_, at) => `${at + 1} ASC NULLS LAST`)]
  const sql = `SELECT ${outputs.join(', ')} FROM ${scan(job.table.file)} WHERE ${where}
    ${job.group.length === 0 ? '' : `GROUP BY ${job.group.map(quoteName).join(', ')}`}
    ${order.length === 0 ? '' : `ORDER BY ${order.join(', ')}`} LIMIT ${job.limit + 1}`
  const rows = await read(connection, sql, binds.values)
  return { rows: rows.slice(0, job.limit), more: rows.length > job.limit }
}

function measureSql({ kind, column }: Measure): string {
  return column === undefined ? 'count(*)' : MEASURES[kind](quoteName(column))
}

/** The values of a column, the most frequent first. */
export async function distinctValues({ connection }: Work, job: DistinctJob): Promise<DistinctResult> {
  const binds = createBinds()
  const where = whereSql(job.filter, await storagesOf(connection, job.table.file), binds)
  const column = quoteName(job.column)
  const folded = foldSql(`CAST(${column} AS VARCHAR)`)
  const search =
    job.contains === undefined ? '' : ` AND contains(${folded}, ${foldSql(binds.add(job.contains, 'VARCHAR'))})`
  const sql = `SELECT ${column}, count(*) FROM ${scan(job.table.file)} WHERE ${where}${search}
    GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST LIMIT ${job.limit + 1}`
  const rows = await read(connection, sql, binds.values)
  const values = rows.slice(0, job.limit).map(([value = null, count]) => ({ value, count: Number(count) }))
  return { values, more: rows.length > job.limit }
}
