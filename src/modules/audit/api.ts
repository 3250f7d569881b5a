import { Readable } from 'node:stream'
import type { Http } from '../../platform/http/index.ts'
import type { AuditDeps } from './deps.ts'
import { exportRecords } from './export-records.ts'
import { RecordQuery } from './filter.ts'
import { type Evidence, readEvidence } from './read-evidence.ts'
import { ExportQuery, RecordsView, TransparencyView } from './schema.ts'
import { readTransparency, type Transparency } from './transparency.ts'

const tags = ['audit']

/** Evidence over HTTP. */
export function auditRoutes(http: Http, deps: AuditDeps): void {
  http.get(
    '/api/v1/audit/records',
    {
      schema: {
        operationId: 'listAuditRecords',
        summary: 'Nhật ký trong phạm vi được xem, mới trước',
        tags,
        querystring: RecordQuery,
        response: { 200: RecordsView },
      },
      config: { permission: 'audit.record.read', operation: 'audit.list-records' },
    },
    async (request) => {
      const { records, next } = await readEvidence(deps, request.actor, request.query)
      return { records: records.map(recordView), next: next ?? null }
    },
  )
  http.get(
    '/api/v1/audit/export',
    {
      schema: {
        operationId: 'exportAuditRecords',
        summary: 'Xuất nhật ký (CSV hoặc NDJSON)',
        tags,
        querystring: ExportQuery,
      },
      config: { permission: 'audit.record.read', operation: 'audit.export-records' },
    },
    async (request, reply) => {
      const { format, ...query } = request.query
      const lines = await exportRecords(deps, request.actor, { query, format })
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson'
      return reply
        .headers({ 'content-disposition': `attachment; filename="nhat-ky.${format}"`, 'cache-control': 'no-store' })
        .type(type)
        .send(Readable.from(lines))
    },
  )
  transparencyRoute(http, deps)
}

function transparencyRoute(http: Http, deps: AuditDeps): void {
  http.get(
    '/api/v1/transparency',
    {
      schema: {
        operationId: 'readTransparency',
        summary: 'Niêm phong gần nhất và những cơ quan không áp dụng hai người duyệt',
        tags,
        response: { 200: TransparencyView },
      },
      config: { permission: 'public', operation: 'audit.read-transparency' },
    },
    async () => transparencyView(await readTransparency(deps)),
  )
}

function recordView(record: Evidence) {
  const { id, seq, action, standsInFor, agencyId, basis, details } = record
  return {
    id,
    seq,
    at: record.at.toISOString(),
    action,
    actor: { kind: record.actorKind, id: record.actorId, name: record.actorName },
    standsInFor,
    agencyId,
    resource:
      record.resourceId === null
        ? null
        : { kind: record.resourceKind, id: record.resourceId, version: record.resourceVersion },
    basis,
    details,
  }
}

function transparencyView({ seal, withoutFourEyes }: Transparency) {
  return {
    seal: seal
      ? {
          records: seal.lastSeq,
          batch: seal.number,
          chain: seal.chain.toString('hex'),
          root: seal.root.toString('hex'),
          signature: seal.signature.toString('base64url'),
          publicKey: seal.publicKey,
          at: seal.at.toISOString(),
        }
      : null,
    withoutFourEyes: withoutFourEyes.map(({ code, name }) => ({ code, name })),
  }
}
