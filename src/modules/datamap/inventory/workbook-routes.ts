import { exportFormats } from '../../../platform/duck/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import { type Actor, admit, agenciesWhere } from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { loadMatchers } from '../values/codes-of-field.ts'
import { readKnownSystems } from './known-systems.ts'
import { readSheetDatabases } from './read-own.ts'
import { inventoryWorkbook, type SheetContent } from './template.ts'

const GATE = 'datamap.database.write'

/** The template, and the template filled with what the agency has. */
export function workbookRoutes(http: Http, deps: DatamapDeps): void {
  workbook(http, deps, {
    path: '/lam-viec/ban-do/mau.xlsx',
    name: 'inventoryTemplate',
    summary: 'Tệp mẫu để khai cơ sở dữ liệu',
    file: 'mau-danh-muc-co-so-du-lieu.xlsx',
    read: () => Promise.resolve({ systems: [], databases: [] }),
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
  read(actor: Actor): Promise<SheetContent>
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
      const [content, matchers] = await Promise.all([read(request.actor), loadMatchers(deps.codes)])
      const bytes = await inventoryWorkbook(content, matchers)
      return reply
        .header('content-disposition', `attachment; filename="${file}"`)
        .header('cache-control', 'no-store')
        .type(exportFormats.xlsx.type)
        .send(Buffer.from(bytes))
    },
  )
}

async function readOwnSheets(deps: DatamapDeps, actor: Actor): Promise<SheetContent> {
  const [tree, databases, systems] = await Promise.all([
    deps.agencies.tree(),
    readSheetDatabases(deps.db, agenciesWhere(actor, GATE)),
    readKnownSystems(deps.db, agenciesWhere(actor, 'datamap.system.read')),
  ])
  const ownerOf = (agencyId: string) => tree.byId(agencyId)?.name ?? ''
  return {
    systems: systems.map(({ id, agencyId, statement }) => ({ id, owner: ownerOf(agencyId), statement })),
    databases: databases.map(({ id, agencyId, record }) => ({ id, owner: ownerOf(agencyId), record })),
  }
}
