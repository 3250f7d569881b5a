import { AppError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { OpenTable } from '../../datasets/index.ts'
import type { Actor } from '../../identity/index.ts'
import type { InteropDeps } from '../deps.ts'
import { odataErrors } from './errors.ts'

export type OdataDeps = Pick<InteropDeps, 'catalog' | 'datasets' | 'publicUrl'>

/** One entity set of a service. */
export interface EntitySet {
  readonly name: string
  readonly tableId: string
  readonly title: string
  readonly rows: number
}

/** An OData service: one table, or all tables of a dataset. */
export interface Service {
  /** Absolute address without a slash at the end. */
  readonly root: string
  /** Title of the dataset. */
  readonly title: string
  readonly sets: readonly EntitySet[]
}

const SLUG = /^[a-z0-9_-]{2,100}$/
/** The service of a table id or of a dataset's slug that the actor may read. Throws `odata.no-such-service`. */
export async function findService(deps: OdataDeps, actor: Actor, name: string): Promise<Service> {
  const root = `${deps.publicUrl}/odata/${name}`
  if (isUuid(name)) {
    const { id, title, rows, resource } = await openOr404(deps, actor, { id: name })
    return { root, title: resource.record?.title.vi ?? title, sets: [{ name: 'rows', tableId: id, title, rows }] }
  }
  const resource = SLUG.test(name) ? await deps.catalog.reader.bySlug(name) : undefined
  if (resource === undefined) throw odataErrors.noSuchService()
  const held = await deps.datasets.reader.current(resource.id)
  const tables = held.filter(({ distribution, version }) => distribution.kind === 'table' && !version.erasure)
  const [first] = tables
  if (first === undefined) throw odataErrors.noSuchService()
  // One right for all tables of a dataset: that of reading the dataset.
  await openOr404(deps, actor, { id: first.distribution.id })
  const names = setNames(tables.map(({ distribution }) => distribution.name))
  return {
    root,
    title: resource.record?.title.vi ?? resource.slug,
    sets: tables.map(({ distribution: { id }, version }, at) => ({
      name: names[at] ?? id,
      tableId: id,
      title: resource.record?.tables[id]?.title ?? version.title,
      rows: version.rows ?? 0,
    })),
  }
}

/** A table, or 404 in the words of this protocol. */
export async function openOr404(
  deps: OdataDeps,
  actor: Actor,
  { id, version }: { readonly id: string; readonly version?: number | undefined },
): Promise<OpenTable> {
  try {
    return await deps.datasets.openTable(actor, { id: id.toLowerCase(), version })
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') throw odataErrors.noSuchService()
    throw error
  }
}

/** Names as OData allows them (letters, digits, underscore), each once. */
export function setNames(given: readonly string[]): readonly string[] {
  const used = new Set<string>()
  return given.map((name) => {
    const plain = name
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .replace(/đ/g, 'd')
      .replace(/Đ/g, 'D')
      .replace(/\W+/g, '_')
      .slice(0, 100)
    const base = /^[A-Za-z]/.test(plain) ? plain : `bang_${plain}`
    let unique = base
    for (let at = 2; used.has(unique.toLowerCase()); at++) unique = `${base}_${at}`
    used.add(unique.toLowerCase())
    return unique
  })
}
