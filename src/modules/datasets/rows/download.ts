import type { Readable } from 'node:stream'
import { recordAudit } from '../../../platform/audit/index.ts'
import { type ExportFormat, exportFormats } from '../../../platform/duck/index.ts'
import type { Resource } from '../../catalog/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { Version } from '../model.ts'
import { findContent } from './find-table.ts'
import { refOf } from './table-ref.ts'

export interface Download {
  readonly body: Readable
  readonly type: string
  readonly fileName: string
  /** Known for stored bytes only. */
  readonly bytes: number | undefined
  readonly digest: string
}

export interface DownloadWish {
  readonly id: string
  readonly format: ExportFormat | 'parquet'
  readonly version?: number | undefined
  readonly asOf?: Date | undefined
  readonly lang: 'vi' | 'en'
}

/** A table as a file in the format asked for; evidence of the use is written first. */
export async function downloadTable(deps: DatasetsDeps, actor: Actor, wish: DownloadWish): Promise<Download> {
  const { version, resource, distribution } = await findContent(deps, actor, wish)
  await noteDownload(deps, actor, { id: distribution.id, resource, version, format: wish.format })
  const { type, extension } = exportFormats[wish.format]
  const fileName = `${resource.slug}-${distribution.name}-v${version.number ?? 0}.${extension}`
  const table = refOf(version)
  const note = resource.record?.tables[distribution.id]
  const stored = wish.format === 'parquet'
  const body = stored
    ? await deps.objects.open(version.digest)
    : deps.duck.exports.stream({
        table,
        format: wish.format,
        locale: wish.lang,
        title: version.title,
        ...(forPeople(wish.format)
          ? { headers: version.columns.map((column) => note?.columns[column.name]?.title ?? column.title) }
          : {}),
      })
  return { body, type, fileName, bytes: stored ? version.bytes : undefined, digest: version.digest }
}

// Workbooks are read by people, who want the labels; programs want names that do not change.
function forPeople(format: DownloadWish['format']): boolean {
  return format === 'xlsx' || format === 'excel-csv'
}

/** The source file as it was given. */
export async function downloadFile(
  deps: DatasetsDeps,
  actor: Actor,
  wanted: { id: string; version?: number | undefined },
): Promise<Download> {
  const { version, resource, distribution } = await findContent(deps, actor, { ...wanted, kind: 'file' })
  await noteDownload(deps, actor, { id: distribution.id, resource, version, format: version.format })
  return {
    body: await deps.objects.open(version.digest),
    type: version.mediaType,
    fileName: version.title,
    bytes: version.bytes,
    digest: version.digest,
  }
}

/** What somebody takes away. */
export interface Taken {
  /** Distribution id. */
  readonly id: string
  readonly resource: Pick<Resource, 'id' | 'agencyId'>
  readonly version: Pick<Version, 'number'>
  readonly format: string
}

/** Writes the evidence of a whole table or file leaving; before the first byte. */
export async function noteDownload(deps: DatasetsDeps, actor: Actor, taken: Taken): Promise<void> {
  const { id, resource, version, format } = taken
  deps.catalog.usage.count(resource.id, 'download')
  await deps.db.transaction().execute((tx) =>
    recordAudit(tx, {
      action: 'datasets.table.downloaded',
      actor,
      agencyId: resource.agencyId,
      resource: { kind: 'distribution', id, version: version.number ?? 0 },
      details: { dataset: resource.id, format },
    }),
  )
}
