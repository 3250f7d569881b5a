import { Type } from 'typebox'
import { AppError } from './platform/errors.ts'
import type { Http } from './platform/http/index.ts'
import { findAsset } from './ui/assets.ts'

/** Style sheets, fonts and scripts, all from this origin. */
export function assetRoutes(http: Http): void {
  http.get(
    '/assets/:name',
    {
      schema: {
        operationId: 'readAsset',
        summary: 'Tệp của trang',
        hide: true,
        params: Type.Object({ name: Type.String({ maxLength: 200 }) }),
      },
      config: { permission: 'public', operation: 'ui.read-asset', rateLimit: false },
    },
    (request, reply) => {
      const asset = findAsset(request.params.name)
      if (!asset)
        throw new AppError('not-found', 'ui.no-such-asset', { vi: 'Không có tệp này.', en: 'There is no such file.' })
      return reply
        .header('cache-control', asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
        .type(asset.type)
        .send(asset.content)
    },
  )
}
