import type { Readable } from 'node:stream'
import { recordAudit } from '../../../platform/audit/index.ts'
import { type ExportFormat, exportFormats } from '../../../platform/duck/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { type FoundTable, findContent } from './find-table.ts'
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
  const found = await findContent(deps, actor, wish)
  const { version, resource, distribution } = found
  await noteUse(deps, actor, { found, format: wish.format })
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
  const found = await findContent(deps, actor, { ...wanted, kind: 'file' })
  await noteUse(deps, actor, { found, format: found.version.format })
  const { version } = found
  return {
    body: await deps.objects.open(version.digest),
    type: version.mediaType,
    fileName: version.title,
    bytes: version.bytes,
    digest: version.digest,
  }
}

async function noteUse(
  deps: DatasetsDeps,
  actor: Actor,
  { found, format }: { found: FoundTable; format: string },
): Promise<void> {
  const { resource, distribution, version } = found
  await deps.db.transaction().execute((tx) =>
    recordAudit(tx, {
      action: 'datasets.table.downloaded',
      actor,
      agencyId: resource.agencyId,
      resource: { kind: 'distribution', id: distribution.id, version: version.number ?? 0 },
      details: { dataset: resource.id, format },
    }),
  )
}
