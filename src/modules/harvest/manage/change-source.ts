import type { ActorRef } from '../../../platform/actor.ts'
import { recordAudit } from '../../../platform/audit/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { HarvestDeps } from '../deps.ts'
import { NO_MAPPING, type Source, type SourceMapping, type SourceOptions } from '../model.ts'
import { lockSource, saveSource } from '../source-store.ts'
import { manageErrors } from './errors.ts'
import { checkMapping, checkSource, type SourceInput } from './source-input.ts'

const MANAGE = 'harvest.source.manage'

/** Adds a source; nothing is read before it is enabled or tried. */
export async function addSource(
  deps: HarvestDeps,
  actor: Actor,
  input: SourceInput & { readonly options?: SourceOptions },
): Promise<Source> {
  const by = assertCan(actor, MANAGE)
  const checked = checkSource(input, await deps.identity.agencies.tree())
  deps.adapter(checked.kind)
  const source: Source = {
    ...checked,
    id: deps.ids.next(),
    mapping: NO_MAPPING,
    options: input.options ?? {},
    state: 'new',
    dueAt: undefined,
    failures: 0,
    readUntil: undefined,
    fullAt: undefined,
    createdBy: actor.name,
    createdAt: deps.clock.now(),
  }
  await deps.db.transaction().execute(async (tx) => {
    await saveSource(tx, source)
    await recordAudit(tx, {
      action: 'harvest.source.added',
      actor: by,
      agencyId: source.agencyId,
      resource: { kind: 'harvest-source', id: source.id },
      details: { name: source.name, kind: source.kind, url: source.url },
    })
  })
  return source
}

/** Changes what a source is. Another address or kind is read from the beginning. */
export async function changeSource(
  deps: HarvestDeps,
  actor: Actor,
  { id, ...input }: SourceInput & { readonly id: string },
): Promise<Source> {
  const by = assertCan(actor, MANAGE)
  const checked = checkSource(input, await deps.identity.agencies.tree())
  return change(deps, by, {
    id,
    action: 'harvest.source.changed',
    to: (source) => {
      const moved = source.url !== checked.url || source.kind !== checked.kind
      return { ...source, ...checked, ...(moved ? { readUntil: undefined, fullAt: undefined } : {}) }
    },
    details: { ...checked },
  })
}

/** Says their organisations, themes and licences in our codes; the next reading applies it to every record. */
export async function mapSource(
  deps: HarvestDeps,
  actor: Actor,
  { id, mapping }: { readonly id: string; readonly mapping: SourceMapping },
): Promise<Source> {
  const by = assertCan(actor, MANAGE)
  const checked = checkMapping(mapping, await deps.identity.agencies.tree())
  return change(deps, by, {
    id,
    action: 'harvest.source.mapped',
    to: (source) => ({ ...source, mapping: checked, fullAt: undefined }),
    details: { organisations: checked.organisations, themes: checked.themes, licences: checked.licences },
  })
}

/** Turns reading by schedule on or off; what was harvested stays. */
export async function switchSource(
  deps: HarvestDeps,
  actor: Actor,
  { id, on }: { readonly id: string; readonly on: boolean },
): Promise<Source> {
  const by = assertCan(actor, MANAGE)
  return change(deps, by, {
    id,
    action: on ? 'harvest.source.enabled' : 'harvest.source.disabled',
    to: (source) => ({
      ...source,
      state: on ? 'on' : 'off',
      dueAt: on && source.schedule !== 'by-hand' ? deps.clock.now() : undefined,
      failures: 0,
    }),
    details: {},
  })
}

interface Change {
  readonly id: string
  readonly action: string
  to(source: Source): Source
  readonly details: Readonly<Record<string, unknown>>
}

async function change(deps: HarvestDeps, by: ActorRef, { id, action, to, details }: Change): Promise<Source> {
  return deps.db.transaction().execute(async (tx) => {
    const source = await lockSource(tx, id)
    if (!source) throw manageErrors.sourceNotFound()
    const changed = to(source)
    await saveSource(tx, changed)
    await recordAudit(tx, {
      action,
      actor: by,
      agencyId: changed.agencyId,
      resource: { kind: 'harvest-source', id },
      details: { name: changed.name, ...details },
    })
    return changed
  })
}
