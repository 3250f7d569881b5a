import { exportFormats } from '../../../platform/duck/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import { type Actor, admit, agenciesWhere } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { loadMatchers } from '../values/codes-of-field.ts'
import { readSheetDatabases } from './read-own.ts'
import { inventoryWorkbook, type SheetDatabase } from './template.ts'

const GATE = 'datamap.database.write'

/** The template, and the template filled with what the agency has. */
export function workbookRoutes(http: Http, deps: DatamapDeps): void {
  workbook(http, deps, {
    path: '/lam-viec/ban-do/mau.xlsx',
    name: 'inventoryTemplate',
    summary: 'Tệp mẫu để khai cơ sở dữ liệu',
    file: 'mau-danh-muc-co-so-du-lieu.xlsx',
    read: () => Promise.resolve([]),
  })
  workbook(http, deps, {
    path: '/lam-viec/ban-do/danh-muc.xlsx',
    name: 'inventoryExport',
    summary: 'Danh mục cơ sở dữ liệu của cơ quan, XLSX',
    file: 'danh-muc-co-so-du-lieu.xlsx',
    read: (actor) => readOwnSheets(deps, actor),
  })
}

interface Workbook {
  readonly path: string
  readonly name: string
  readonly summary: string
  readonly file: string
  read(actor: Actor): Promise<readonly SheetDatabase[]>
}

function workbook(http: Http, deps: DatamapDeps, { path, name, summary, file, read }: Workbook): void {
  http.get(
    path,
    {
      schema: { operationId: name, summary, hide: true },
      config: { permission: GATE, operation: `datamap.${name}` },
    },
    async (request, reply) => {
      admit(request, GATE)
      const [databases, matchers] = await Promise.all([read(request.actor), loadMatchers(deps.codes)])
      const bytes = await inventoryWorkbook(databases, matchers)
      return reply
        .header('content-disposition', `attachment; filename="${file}"`)
        .header('cache-control', 'no-store')
        .type(exportFormats.xlsx.type)
        .send(Buffer.from(bytes))
    },
  )
}

async function readOwnSheets(deps: DatamapDeps, actor: Actor): Promise<readonly SheetDatabase[]> {
  const tree = await deps.agencies.tree()
  const rows = await readSheetDatabases(deps.db, agenciesWhere(actor, GATE))
  return rows.map(({ id, agencyId, record }) => ({ id, owner: tree.byId(agencyId)?.name ?? '', record }))
}
