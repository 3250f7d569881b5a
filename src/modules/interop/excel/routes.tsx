import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { Actor } from '../../identity/index.ts'
import { pageFrame, sendPage } from '../../identity/index.ts'
import { findService, type OdataDeps } from '../odata/service.ts'
import { type ExcelDataset, ExcelPage } from './excel-page.tsx'

/** Pages that show how to open a table in Excel: in general, and for one dataset with its address. */
export function excelRoutes(http: Http, deps: OdataDeps): void {
  const example = `${deps.publicUrl}/odata/ten-bo-du-lieu`
  http.get(
    '/tai-lieu/excel',
    {
      schema: { operationId: 'excelHelpPage', summary: 'Mở bằng Excel', hide: true },
      config: { permission: 'public', operation: 'interop.excel-help' },
    },
    (request, reply) => sendPage(reply as FastifyReply, <ExcelPage frame={pageFrame(request)} example={example} />),
  )
  http.get(
    '/bo-du-lieu/:slug/excel',
    {
      schema: {
        operationId: 'datasetExcelPage',
        summary: 'Mở bộ dữ liệu này bằng Excel',
        hide: true,
        params: Type.Object({ slug: Type.String({ maxLength: 120 }) }),
      },
      config: { permission: 'public', operation: 'interop.dataset-excel' },
    },
    async (request, reply) => {
      const dataset = await readDataset(deps, request.actor, request.params.slug)
      return sendPage(
        reply as FastifyReply,
        <ExcelPage frame={pageFrame(request)} dataset={dataset} example={dataset.address} />,
      )
    },
  )
}

async function readDataset(deps: OdataDeps, actor: Actor, slug: string): Promise<ExcelDataset> {
  const { root, title, sets } = await findService(deps, actor, slug)
  return { slug, title, address: root, tables: sets }
}
