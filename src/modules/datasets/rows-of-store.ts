import type { Selectable } from 'kysely'
import type { Tables } from '../../platform/db/tables.ts'
import type { Distribution, Findings, Version } from './model.ts'
import type { KeptRecipe, Understanding } from './reading/understanding.ts'

export interface Source {
  readonly id: string
  readonly resourceId: string
  readonly changeId: string
  readonly fileName: string
  readonly digest: string
  readonly size: number
  readonly state: 'reading' | 'read' | 'failed' | 'dropped' | 'erased'
  readonly understanding: Understanding | undefined
  /** While the file is read again: `steps` of the reading before, `edits` as they are now. */
  readonly recipe: KeptRecipe | undefined
  readonly failure: { readonly vi: string; readonly en: string } | undefined
  readonly addedBy: string
  readonly createdAt: Date
}

export function sourceOf(row: Selectable<Tables['datasets.source']>): Source {
  return {
    id: row.id,
    resourceId: row.resource_id,
    changeId: row.change_id,
    fileName: row.file_name,
    digest: row.digest,
    size: row.size,
    state: row.state as Source['state'],
    understanding: (row.understanding ?? undefined) as Understanding | undefined,
    recipe: (row.recipe ?? undefined) as Source['recipe'],
    failure: (row.failure ?? undefined) as Source['failure'],
    addedBy: row.added_by,
    createdAt: row.created_at,
  }
}

export function distributionOf(row: Selectable<Tables['datasets.distribution']>): Distribution {
  return {
    id: row.id,
    resourceId: row.resource_id,
    kind: row.kind as Distribution['kind'],
    name: row.name,
    url: row.url ?? undefined,
    position: row.position,
  }
}

export function versionOf(row: Selectable<Tables['datasets.version']>): Version {
  return {
    id: row.id,
    distributionId: row.distribution_id,
    resourceId: row.resource_id,
    changeId: row.change_id,
    sourceId: row.source_id ?? undefined,
    state: row.state as Version['state'],
    number: row.number ?? undefined,
    resourceVersion: row.resource_version ?? undefined,
    title: row.title,
    digest: row.digest,
    bytes: row.bytes,
    mediaType: row.media_type,
    format: row.format,
    rows: row.row_count ?? undefined,
    ...contentOf(row),
    createdAt: row.created_at,
    publishedAt: row.published_at ?? undefined,
  }
}

function contentOf(
  row: Selectable<Tables['datasets.version']>,
): Pick<Version, 'columns' | 'profile' | 'findings' | 'erasure'> {
  return {
    columns: (row.columns ?? []) as Version['columns'],
    profile: (row.profile ?? []) as Version['profile'],
    findings: row.findings as Findings,
    erasure: (row.erasure ?? undefined) as Version['erasure'],
  }
}
