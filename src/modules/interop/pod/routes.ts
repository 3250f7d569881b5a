import { Readable } from 'node:stream'
import { podHead, toPodDataset } from '../../../formats/pod/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import type { InteropDeps } from '../deps.ts'
import type { EntryReader } from '../entries/entry-reader.ts'

const PIECE = 200

/** `/data.json` (Project Open Data 1.1), which US-style harvesters and DKAN look for. */
export function podRoutes(http: Http, { entries, publicUrl }: InteropDeps): void {
  http.get(
    '/data.json',
    {
      schema: { operationId: 'dataJson', summary: 'Toàn bộ danh mục theo Project Open Data 1.1', tags: ['dcat'] },
      config: {
        permission: 'public',
        operation: 'interop.data-json',
        rateLimit: { max: 12, timeWindow: '1 minute' },
      },
    },
    (_request, reply) =>
      reply
        .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
        .type('application/json; charset=utf-8')
        .send(Readable.from(dataJson(entries, `${publicUrl}/data.json`))),
  )
}

async function* dataJson(reader: EntryReader, address: string): AsyncGenerator<string> {
  const head = JSON.stringify(podHead(address))
  yield `${head.slice(0, -1)},"dataset":[\n`
  let first = true
  for await (const entries of reader.pages({ size: PIECE })) {
    if (entries.length === 0) continue
    const datasets = entries.map((entry) => JSON.stringify(toPodDataset(entry, reader.vocabulary)))
    yield (first ? '' : ',\n') + datasets.join(',\n')
    first = false
  }
  yield '\n]}\n'
}
