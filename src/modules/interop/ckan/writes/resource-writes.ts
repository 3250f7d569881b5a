import { createReadStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CkanPackage, CkanResource } from '../../../../formats/ckan/index.ts'
import type { DraftView, Source } from '../../../datasets/index.ts'
import { ownerOf as uploaderOf } from '../../../datasets/index.ts'
import { type ActionAnswer, type ActionCall, type Actions, requireText, textOf } from '../action.ts'
import { draftPackage } from '../actions/draft-package.ts'
import { findResource } from '../actions/resource-reads.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'
import { openDraft, requireToken } from './open-draft.ts'

const PATIENCE_MS = 20_000
const BETWEEN_LOOKS_MS = 100

/** Resources, written: a file or an address goes into the draft of its dataset. */
export function resourceWrites(actions: Actions, deps: CkanDeps): void {
  const add = (name: string, help: string, run: (call: ActionCall) => Promise<ActionAnswer>) =>
    actions.set(name, {
      writes: true,
      help,
      run: async (call) => {
        requireToken(call.actor, name)
        return run(call)
      },
    })
  add('resource_create', 'Adds a file (multipart part "upload") or url to the draft of package_id; name.', (call) =>
    create(deps, call),
  )
  add(
    'resource_update',
    'A new file (multipart part "upload") or url for the resource id; it becomes a new version.',
    (call) => update(deps, call),
  )
  add('resource_patch', 'Like resource_update; fields left out stay as they are.', (call) => update(deps, call))
  add('resource_delete', 'Takes a file out of the draft it came with; id.', (call) => remove(deps, call))
}

async function create(deps: CkanDeps, call: ActionCall): Promise<ActionAnswer> {
  const { actor, params } = call
  const view = await openDraft(deps, actor, requireText(params, 'package_id'))
  return call.upload ? upload(deps, call, view) : link(deps, call, view)
}

async function link(deps: CkanDeps, { actor, params }: ActionCall, view: DraftView): Promise<ActionAnswer> {
  const url = textOf(params, 'url')
  if (url === undefined) throw ckanErrors.invalid({ url: ['Missing value'], upload: ['Missing value'] })
  const title = textOf(params, 'name') ?? url
  const { distributionId } = await deps.datasets.addLink(actor, { changeId: view.change.id, url, title })
  const dataset = await draftPackage(deps, await deps.datasets.viewDraft(actor, view.change.id))
  return answer(
    dataset,
    dataset.resources.find(({ id }) => id === distributionId),
  )
}

async function upload(deps: CkanDeps, call: ActionCall, view: DraftView): Promise<ActionAnswer> {
  const { params } = call
  const source = await store(deps, call, view)
  const after = await untilRead(deps, call, { changeId: view.change.id, sourceId: source.id })
  const read = after.sources.find(({ id }) => id === source.id)
  if (read?.state === 'failed')
    throw ckanErrors.invalid({ upload: [read.failure?.en ?? 'The file could not be read.'] })
  const dataset = await draftPackage(deps, await named(deps, call, { view: after, sourceId: source.id }))
  const made = after.proposed.filter(({ version }) => version.sourceId === source.id)
  const table = made.find(({ distribution }) => distribution.kind === 'table') ?? made[0]
  const resource = dataset.resources.find(({ id }) => id === table?.distribution.id)
  return answer(dataset, resource ?? stillReading(dataset, { source, name: textOf(params, 'name') }))
}

/** Puts the file into the draft as an upload of the actor's own. */
async function store(deps: CkanDeps, { actor, upload: part }: ActionCall, view: DraftView): Promise<Source> {
  if (!part) throw ckanErrors.missing('upload')
  const { uploads } = deps.datasets.deps
  const made = await uploads.create({ ownerId: uploaderOf(actor), fileName: part.fileName, length: part.bytes })
  await uploads.append(made, 0, createReadStream(part.path))
  return deps.datasets.addFile(actor, { changeId: view.change.id, uploadId: made.id })
}

interface Reading {
  readonly changeId: string
  readonly sourceId: string
}

/** The draft once the file has been read, or when the client has waited long enough. */
async function untilRead(
  deps: CkanDeps,
  { actor, signal }: ActionCall,
  { changeId, sourceId }: Reading,
): Promise<DraftView> {
  for (let waited = 0; ; waited += BETWEEN_LOOKS_MS) {
    const view = await deps.datasets.viewDraft(actor, changeId)
    const source = view.sources.find(({ id }) => id === sourceId)
    if (source?.state !== 'reading' || waited >= PATIENCE_MS || signal.aborted) return view
    await sleep(BETWEEN_LOOKS_MS)
  }
}

/** `name` becomes the title of the one table a file gave; several keep the names they have in the file. */
async function named(
  deps: CkanDeps,
  { actor, params }: ActionCall,
  { view, sourceId }: { view: DraftView; sourceId: string },
): Promise<DraftView> {
  const name = textOf(params, 'name')
  const tables = view.proposed.filter(
    ({ distribution, version }) => distribution.kind === 'table' && version.sourceId === sourceId,
  )
  const [only] = tables
  if (name === undefined || tables.length !== 1 || !only) return view
  return rename(deps, actor, { view, tableId: only.distribution.id, name })
}

interface Renaming {
  readonly view: DraftView
  readonly tableId: string
  readonly name: string
}

async function rename(
  deps: CkanDeps,
  actor: ActionCall['actor'],
  { view, tableId, name }: Renaming,
): Promise<DraftView> {
  const { record, id: changeId, revision } = view.change
  const note = record.tables[tableId] ?? { columns: {} }
  const tables = { ...record.tables, [tableId]: { ...note, title: name.slice(0, 300) } }
  await deps.catalog.saveDraft(actor, { changeId, revision, record: { ...record, tables } })
  return deps.datasets.viewDraft(actor, changeId)
}

async function update(deps: CkanDeps, call: ActionCall): Promise<ActionAnswer> {
  const { actor, params } = call
  const id = requireText(params, 'id')
  const view = await openDraft(deps, actor, await datasetOf(deps, call, id))
  if (call.upload) return upload(deps, call, view)
  const held = view.proposed.find(({ distribution }) => distribution.id === id)
  if (!held) throw ckanErrors.notFound('Resource was not found.')
  const url = textOf(params, 'url')
  const { kind, url: before } = held.distribution
  if (kind === 'link' && url !== undefined && url !== before) return link(deps, call, view)
  const name = textOf(params, 'name')
  const isNamed = kind === 'table' && name !== undefined && name !== held.version.title
  const after = isNamed ? await rename(deps, actor, { view, tableId: id, name }) : view
  const dataset = await draftPackage(deps, after)
  return answer(
    dataset,
    dataset.resources.find((resource) => resource.id === id),
  )
}

/** The dataset of a resource: said by the client, or known from what is public, or from the caller's open drafts. */
async function datasetOf(deps: CkanDeps, { actor, params }: ActionCall, id: string): Promise<string> {
  const said = textOf(params, 'package_id')
  if (said !== undefined) return said
  const found = await findResource(deps, actor, id)
  return found.dataset.id
}

async function remove(deps: CkanDeps, call: ActionCall): Promise<ActionAnswer> {
  const { actor, params } = call
  const id = requireText(params, 'id')
  const view = await openDraft(deps, actor, await datasetOf(deps, call, id))
  const held = view.proposed.find(({ distribution }) => distribution.id === id)
  const sourceId = held?.version.state === 'staged' ? held.version.sourceId : undefined
  const source = view.sources.find((each) => each.id === (sourceId ?? id))
  if (!source) {
    throw ckanErrors.invalid({
      message:
        'Only a file that came with this draft can be taken out; what was published stays until it is withdrawn.',
    })
  }
  await deps.datasets.removeFile(actor, source.id)
  return { result: null, beside: { changed_entities: { package: [view.resource.id] } } }
}

function answer(dataset: CkanPackage, resource: Readonly<Record<string, unknown>> | undefined): ActionAnswer {
  if (!resource) throw ckanErrors.notFound('Resource was not found.')
  const result = { ...resource, state: 'draft', review: dataset['review'] }
  return { result, beside: { changed_entities: { package: [dataset.id] } } }
}

/** A large file goes on being read: its tables come as resources when that is done. */
function stillReading(
  dataset: CkanPackage,
  { source, name }: { source: Source; name: string | undefined },
): Partial<CkanResource> {
  return {
    id: source.id,
    package_id: dataset.id,
    position: dataset.resources.length,
    name: name ?? source.fileName,
    description: '',
    url: '',
    url_type: 'upload',
    format: '',
    size: source.size,
    datastore_active: false,
  }
}
