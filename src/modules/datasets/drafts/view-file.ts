import type { Actor } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { errors } from '../errors.ts'
import type { Source } from '../rows-of-store.ts'
import { findSource } from '../store.ts'
import { type DraftView, viewDraft } from './view-draft.ts'

/** One file of a draft, and the draft. */
export interface FileView {
  readonly source: Source
  readonly view: DraftView
}

/** Shows a file to whoever may read its draft. */
export async function viewFile(deps: DatasetsDeps, actor: Actor, sourceId: string): Promise<FileView> {
  const found = await findSource(deps.db, sourceId)
  if (!found) throw errors.sourceNotFound()
  const view = await viewDraft(deps, actor, found.changeId)
  // Dropped files are no longer among those of the draft.
  const source = view.sources.find(({ id }) => id === sourceId)
  if (!source) throw errors.sourceNotFound()
  return { source, view }
}
