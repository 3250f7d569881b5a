import type { TableRef } from '../../../platform/duck/index.ts'
import type { ColumnRole, ColumnType } from '../../../tabular/model.ts'
import type { Resource } from '../../catalog/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Version } from '../model.ts'
import { type FoundTable, findContent, type Wanted } from './find-table.ts'
import { refOf } from './table-ref.ts'

/** A published table that somebody may read, ready to be asked. */
export interface OpenTable {
  /** Table id; also the distribution and the CKAN resource. */
  readonly id: string
  readonly resource: Resource
  readonly version: Version
  readonly title: string
  readonly rows: number
  readonly columns: readonly OpenColumn[]
  readonly table: TableRef
}

export interface OpenColumn {
  readonly name: string
  readonly title: string
  readonly type: ColumnType
  readonly role: ColumnRole
  readonly unit?: string
  readonly meaning?: string
}

export type WantedTable = Pick<Wanted, 'id' | 'version'>

/** A published version of a table, the current one unless said otherwise, if the actor may read it. Throws as the row API does. */
export async function openTable(deps: DatasetsDeps, actor: Actor, wanted: WantedTable): Promise<OpenTable> {
  return opened(await findContent(deps, actor, wanted))
}

function opened({ resource, distribution, version }: FoundTable): OpenTable {
  const note = resource.record?.tables[distribution.id]
  return {
    id: distribution.id,
    resource,
    version,
    title: note?.title ?? version.title,
    rows: version.rows ?? 0,
    columns: version.columns.map(({ name, title, type, role, unit: given }) => {
      const said = note?.columns[name]
      const unit = said?.unit ?? given
      return {
        name,
        title: said?.title ?? title,
        type,
        role,
        ...(unit ? { unit } : {}),
        ...(said?.meaning ? { meaning: said.meaning } : {}),
      }
    }),
    table: refOf(version),
  }
}
