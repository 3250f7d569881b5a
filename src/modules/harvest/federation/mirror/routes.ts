import { Type } from 'typebox'
import { AppError } from '../../../../platform/errors.ts'
import type { Http } from '../../../../platform/http/index.ts'
import type { FederationDeps } from '../deps.ts'
import { findCopy } from './store.ts'

/** Copies of other nodes' tables, for as long as the dataset is public here. */
export function mirrorRoute(http: Http, deps: FederationDeps): void {
  http.get(
    '/api/v1/mirror/:id',
    {
      schema: {
        operationId: 'downloadCopy',
        summary: 'Bản sao (Parquet) của một bảng do nút khác quản lý, theo mã bảng',
        tags: ['nodes'],
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      },
      config: { permission: 'public', operation: 'harvest.download-copy' },
    },
    async (request, reply) => {
      const copy = await findCopy(deps.db, request.params.id)
      const resource = copy && (await deps.catalog.reader.resource(copy.resourceId))
      const isPublic = resource?.state === 'published' && resource.record?.classification === 'open'
      if (!copy || !isPublic) throw noCopy()
      return reply
        .header('content-length', copy.bytes)
        .header('content-disposition', `attachment; filename="${resource.slug}-${copy.tableId}.parquet"`)
        .header('x-content-sha256', copy.digest.replace('sha256:', ''))
        .type('application/vnd.apache.parquet')
        .send(await deps.objects.open(copy.digest))
    },
  )
}

function noCopy(): AppError {
  return new AppError('not-found', 'harvest.no-copy', {
    vi: 'Nút này không giữ bản sao của bảng đó. Hãy tải ở nơi quản lý.',
    en: 'This node keeps no copy of that table. Download it from its owner.',
  })
}
