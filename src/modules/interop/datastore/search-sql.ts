import { AppError } from '../../../platform/errors.ts'
import { type ActionCall, requireText } from '../ckan/action.ts'
import { ckanErrors } from '../ckan/errors.ts'
import type { DatastoreDeps } from './deps.ts'
import { readableTables } from './open.ts'
import { turnOf } from './turn.ts'
import { objectsOf } from './types.ts'

/** `datastore_search_sql`: one SELECT of a stranger over the tables it names by their ids, in the sandbox. */
export async function datastoreSearchSql(deps: DatastoreDeps, call: ActionCall): Promise<unknown> {
  const sql = requireText(call.params, 'sql')
  const { sandbox } = deps.datasets.deps.duck
  const caller = turnOf(call.actor.id, call.address)
  try {
    const found = await sandbox.query({ sql, caller, tables: (names) => readableTables(deps, call.actor, names) })
    const names = found.columns.map(({ name }) => name)
    return {
      sql,
      fields: found.columns.map(({ name, type }) => ({ id: name, type })),
      records: objectsOf(names, found.rows),
      ...(found.truncated ? { records_truncated: true } : {}),
    }
  } catch (error) {
    throw asCkan(error, sql)
  }
}

// 403 for what is refused stays; what is wrong in the statement is 409 with the engine's words in `info.orig`.
function asCkan(error: unknown, sql: string): unknown {
  if (!(error instanceof AppError)) return error
  if (error.code === 'sql.deadline') return ckanErrors.invalid({ query: ['Search took too long'] })
  if (error.code === 'sql.exhausted') return ckanErrors.invalid({ query: [error.said.en] })
  if (error.kind !== 'invalid' || !error.code.startsWith('sql.')) return error
  const engine = error.details.facts?.['engine']
  return ckanErrors.invalid({
    query: [error.said.en],
    info: { orig: [typeof engine === 'string' ? engine : error.said.en], statement: [sql], params: [{}] },
  })
}
