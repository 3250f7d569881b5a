import type { PageRows } from '../rows/model.ts'
import { ROW_ID, type SelectJob, type SelectSort } from '../rows/select-model.ts'
import { quoteName, ROW_NUMBER, scan } from '../sql.ts'
import type { Work } from './database.ts'
import { read } from './query.ts'
import { createBinds, type Storages, storagesOf } from './where.ts'
import { columnSql, treeSql } from './where-tree.ts'

/** Rows by a condition of any shape, from an offset; the order is total, ties stand as in the file. */
export async function selectRows({ connection }: Work, job: SelectJob): Promise<Omit<PageRows, 'next'>> {
  const storages = await storagesOf(connection, job.table.file)
  const binds = createBinds()
  const where = job.where === undefined ? 'TRUE' : treeSql(job.where, { storages, binds })
  const outputs = job.select.map((name) => `${columnSql(name, storages)} AS ${quoteName(name)}`).join(', ')
  const from = `FROM ${scan(job.table.file)} WHERE ${where}`
  const source = job.distinct ? `SELECT DISTINCT ${outputs} ${from}` : `SELECT ${outputs} ${from}`
  const order = orderSql(job, storages)
  const rows = await read(connection, `${source} ${order} LIMIT ${job.limit} OFFSET ${job.offset}`, binds.values)
  if (!job.count) return { rows }
  const counted = await read(connection, `SELECT count(*) FROM (${source}) AS found`, binds.values)
  return { rows, count: Number(counted[0]?.[0]) }
}

function orderSql({ distinct, select, sort }: SelectJob, storages: Storages): string {
  const key = ({ column, descending, nulls }: SelectSort): string =>
    `${distinct ? quoteName(column) : columnSql(column, storages)} ${descending ? 'DESC' : 'ASC'} NULLS ${nulls === 'first' ? 'FIRST' : 'LAST'}`
  const asked = sort.map(key)
  // Distinct rows have no place in the file any more; all their columns together order them.
  const rest = distinct
    ? select
        .filter((name) => !sort.some(({ column }) => column === name))
        .map((column) => key({ column, descending: false }))
    : sort.some(({ column }) => column === ROW_ID)
      ? []
      : [ROW_NUMBER]
  const keys = [...asked, ...rest]
  return keys.length === 0 ? '' : `ORDER BY ${keys.join(', ')}`
}
