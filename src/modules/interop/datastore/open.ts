import type { TableRef } from '../../../platform/duck/index.ts'
import { AppError } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { OpenTable } from '../../datasets/index.ts'
import type { Actor } from '../../identity/index.ts'
import { ckanErrors } from '../ckan/errors.ts'
import type { InteropDeps } from '../deps.ts'

type OpenDeps = Pick<InteropDeps, 'datasets'>

/** The table of a resource id; 404 `Resource "x" was not found.` as CKAN says it. */
export async function openResource(deps: OpenDeps, actor: Actor, id: string): Promise<OpenTable> {
  const table = await findResource(deps, actor, id)
  if (table === undefined) throw ckanErrors.absent(id)
  return table
}

/** The table of a resource id, if there is one that the actor may read. */
async function findResource(deps: OpenDeps, actor: Actor, id: string): Promise<OpenTable | undefined> {
  if (!isUuid(id)) return undefined
  try {
    return await deps.datasets.openTable(actor, { id: id.toLowerCase() })
  } catch (error) {
    // Withdrawn and erased content has sentences of its own, which say why.
    if (error instanceof AppError && error.kind === 'not-found') return undefined
    throw error
  }
}

/** The tables a statement names that the actor may read, each counted as read; what is missing the sandbox refuses by name. */
export async function readableTables(
  deps: OpenDeps,
  actor: Actor,
  names: readonly string[],
): Promise<ReadonlyMap<string, TableRef>> {
  const found = await Promise.all(names.map(async (name) => [name, await findResource(deps, actor, name)] as const))
  for (const [, table] of found) if (table) deps.datasets.countRead(table)
  return new Map(found.flatMap(([name, table]) => (table === undefined ? [] : [[name, table.table] as const])))
}
