import type { OpenTable } from '../../datasets/index.ts'
import { type ActionCall, booleanOf, requireText } from '../ckan/action.ts'
import type { DatastoreDeps } from './deps.ts'
import { openResource } from './open.ts'
import { fieldOf } from './types.ts'

/** `datastore_info`: columns with their labels, number of rows and bytes. */
export async function datastoreInfo(deps: DatastoreDeps, { actor, params }: ActionCall): Promise<unknown> {
  const table = await openResource(deps, actor, requireText(params, 'id', 'resource_id'))
  const withSchema = booleanOf(params, 'include_fields_schema', true)
  const fields = table.columns.map((column) => {
    const field = fieldOf(column)
    return withSchema ? { ...field, schema: schemaOf(field.type) } : field
  })
  return booleanOf(params, 'include_meta', true) ? { meta: metaOf(table), fields } : { fields }
}

function metaOf({ id, rows, version }: OpenTable) {
  return {
    id,
    count: rows,
    size: version.bytes,
    idx_size: 0,
    db_size: version.bytes,
    table_type: 'BASE TABLE',
    aliases: [],
  }
}

// Parquet files have no indexes, and no column promises to be filled.
function schemaOf(native: string) {
  return { native_type: native, notnull: false, index_name: null, is_index: false, uniquekey: false }
}
