import type { PageRows } from '../rows/model.ts'
import { type Rank, ROW_ID, type SelectJob, type SelectSort } from '../rows/select-model.ts'
import { quoteName, ROW_NUMBER, scan } from '../sql.ts'
import type { Work } from './database.ts'
import { read } from './query.ts'
import { createBinds, foldSql, type Storages, storagesOf } from './where.ts'
import { columnSql, foldedSql, type Making, treeSql } from './where-tree.ts'

/** Rows by a condition of any shape, from an offset; the order is total, ties stand as in the file. */
export async function selectRows({ connection }: Work, job: SelectJob): Promise<Omit<PageRows, 'next'>> {
  const storages = await storagesOf(connection, job.table.file)
  const binds = createBinds()
  const selected = job.select.map((name) => `${columnSql(name, storages)} AS ${quoteName(name)}`)
  const ranked = job.ranks.map((rank) => `${rankSql(rank, { storages, binds })} AS ${quoteName(rank.name)}`)
  const where = job.where === undefined ? 'TRUE' : treeSql(job.where, { storages, binds })
  const outputs = [...selected, ...ranked].join(', ')
  const source = `SELECT ${job.distinct ? 'DISTINCT ' : ''}${outputs} FROM ${scan(job.table.file)} WHERE ${where}`
  const order = orderSql(job, storages)
  const rows = await read(connection, `${source} ${order} LIMIT ${job.limit} OFFSET ${job.offset}`, binds.values)
  if (!job.count) return { rows }
  const counted = await read(connection, `SELECT count(*) FROM (${source}) AS found`, binds.values)
  return { rows, count: Number(counted[0]?.[0]) }
}

/** Share of the text that the words make up. */
function rankSql({ columns, words }: Rank, making: Making): string {
  const text = foldedSql(columns, making)
  const parts = words.map((word) => {
    const folded = foldSql(making.binds.add(word, 'VARCHAR'))
    return `(length(${text}) - length(replace(${text}, ${folded}, '')))`
  })
  return parts.length === 0 ? 'CAST(0 AS DOUBLE)' : `((${parts.join(' + ')}) / greatest(1.0::DOUBLE, length(${text})))`
}

function orderSql(job: SelectJob, storages: Storages): string {
  const { distinct, select, sort, ranks } = job
  // The order of the file comes by itself, without sorting ten million rows for the first hundred.
  if (!distinct && (sort.length === 0 || isFileOrder(sort[0]))) return ''
  const asked = sort.map(({ column, ...how }) => {
    const isOutput = distinct || ranks.some(({ name }) => name === column)
    return keySql(isOutput ? quoteName(column) : columnSql(column, storages), how)
  })
  const rest = distinct
    ? // Distinct rows have no place in the file any more; all their columns together order them.
      select
        .filter((name) => !sort.some(({ column }) => column === name))
        .map((name) => keySql(quoteName(name), { descending: false }))
    : [ROW_NUMBER]
  const keys = [...asked, ...rest]
  return keys.length === 0 ? '' : `ORDER BY ${keys.join(', ')}`
}

function isFileOrder(first: SelectSort | undefined): boolean {
  return first?.column === ROW_ID && !first.descending
}

function keySql(sql: string, { descending, nulls }: Omit<SelectSort, 'column'>): string {
  return `${sql} ${descending ? 'DESC' : 'ASC'} NULLS ${nulls === 'first' ? 'FIRST' : 'LAST'}`
}
