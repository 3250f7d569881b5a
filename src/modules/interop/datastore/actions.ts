import { type Action, reading, writing } from '../ckan/action.ts'
import type { DatastoreDeps } from './deps.ts'
import { datastoreInfo } from './info.ts'
import { datastoreSearch } from './search.ts'
import { datastoreSearchSql } from './search-sql.ts'
import { refuseWrite } from './writes.ts'

const NO_WRITES =
  'Rows are not written here: a table is a published version of a file. The answer says what to do instead.'

/** The `datastore_*` functions of the CKAN Action API v3. */
export function datastoreActions(deps: DatastoreDeps): ReadonlyMap<string, Action> {
  return new Map<string, Action>([
    [
      'datastore_search',
      reading('Rows of a table by filters, words, sort and page; resource_id is the table id.', (call) =>
        datastoreSearch(deps, call),
      ),
    ],
    [
      'datastore_search_sql',
      reading('One SQL SELECT over tables named by their ids in double quotes.', (call) =>
        datastoreSearchSql(deps, call),
      ),
    ],
    ['datastore_info', reading('Columns, labels and size of a table.', (call) => datastoreInfo(deps, call))],
    ...['datastore_create', 'datastore_upsert', 'datastore_delete', 'datastore_records_delete'].map(
      (name): [string, Action] => [name, writing(NO_WRITES, refuseWrite)],
    ),
  ])
}
