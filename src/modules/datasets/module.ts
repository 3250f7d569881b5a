import { rm } from 'node:fs/promises'
import type { Http } from '../../platform/http/index.ts'
import { type AnyTask, defineTask } from '../../platform/jobs/index.ts'
import type { Actor } from '../identity/index.ts'
import { datasetKind } from './dataset-kind.ts'
import type { DatasetsDeps } from './deps.ts'
import { draftRoutes } from './drafts/api.ts'
import { compareTables, type TableDifference } from './drafts/compare.ts'
import { createDataset } from './drafts/create-dataset.ts'
import { type DraftView, viewDraft } from './drafts/view-draft.ts'
import { type FileView, viewFile } from './drafts/view-file.ts'
import { erasureRoutes } from './erase/api.ts'
import { RemoveErasedKind, removeErased } from './erase/remove-erased.ts'
import { removeUnused } from './erase/remove-unused.ts'
import { erasurePages } from './erase/routes.tsx'
import { addLink, type NewLink } from './links/add-link.ts'
import { linkRoutes } from './links/api.ts'
import { tendLinks } from './links/check-links.ts'
import { FetchLinkKind, fetchLink } from './links/fetch-link.ts'
import type { Link } from './links/model.ts'
import { addFile, removeFile } from './load/add-file.ts'
import { editRecipe, undoLastStep } from './load/edit-recipe.ts'
import { ReadSourceKind, readSource } from './load/read-source.ts'
import { createDatasetsReader, type DatasetsReader } from './reader.ts'
import { rowRoutes } from './rows/api.ts'
import { noteDownload, type Taken } from './rows/download.ts'
import { type OpenTable, openTable, type WantedTable } from './rows/open-table.ts'
import { tusRoutes } from './uploads/tus.ts'

export interface DatasetsModule {
  readonly deps: DatasetsDeps
  readonly reader: DatasetsReader
  readonly tasks: readonly AnyTask[]
  routes(http: Http, options: { publicUrl: string }): void
  /** Removes files of a killed start that nobody will finish; before jobs and requests begin. */
  clearLeftOvers(): Promise<void>
  createDataset(actor: Actor, input: Parameters<typeof createDataset>[2]): ReturnType<typeof createDataset>
  addFile(actor: Actor, input: { changeId: string; uploadId: string }): ReturnType<typeof addFile>
  removeFile(actor: Actor, sourceId: string): Promise<void>
  addLink(actor: Actor, input: NewLink): Promise<Link>
  /** Checks public links and fetches what is due; run once a day. */
  tendLinks(): Promise<number>
  editRecipe(actor: Actor, input: { sourceId: string; steps: readonly unknown[] }): ReturnType<typeof editRecipe>
  undoLastStep(actor: Actor, sourceId: string): ReturnType<typeof undoLastStep>
  viewDraft(actor: Actor, changeId: string): Promise<DraftView>
  viewFile(actor: Actor, sourceId: string): Promise<FileView>
  /** A published version of a table, the current one unless said otherwise, if the actor may read it. */
  openTable(actor: Actor, wanted: WantedTable): Promise<OpenTable>
  /** Counts that rows of a table were asked for. */
  countRead(table: OpenTable): void
  /** Writes the evidence of a whole table leaving; before the first byte. */
  noteDownload(actor: Actor, taken: Taken): Promise<void>
  compareTables(view: DraftView): Promise<readonly TableDifference[]>
  /** Removes bytes that no version and no file of a dataset has; gives the number of those that do. */
  removeUnused(digest: string): Promise<number>
}

/** Composes data of datasets: files in, versions, rows and downloads out. */
export function createDatasetsModule(deps: DatasetsDeps): DatasetsModule {
  deps.catalog.addKind(datasetKind(deps))
  return {
    deps,
    reader: createDatasetsReader(deps),
    tasks: [
      defineTask(ReadSourceKind, ({ sourceId }, job) => readSource(deps, sourceId, job)),
      defineTask(FetchLinkKind, ({ distributionId }, { signal }) => fetchLink(deps, distributionId, signal)),
      defineTask(RemoveErasedKind, ({ erasureId }) => removeErased(deps, erasureId)),
    ],
    routes(http, options) {
      tusRoutes(http, deps.uploads)
      draftRoutes(http, deps, options)
      rowRoutes(http, deps)
      linkRoutes(http, deps)
      erasureRoutes(http, deps)
      erasurePages(http, deps)
    },
    async clearLeftOvers() {
      await rm(deps.workDir, { recursive: true, force: true })
      await deps.uploads.sweep()
    },
    createDataset: (actor, input) => createDataset(deps, actor, input),
    addFile: (actor, input) => addFile(deps, actor, input),
    removeFile: (actor, sourceId) => removeFile(deps, actor, sourceId),
    editRecipe: (actor, input) => editRecipe(deps, actor, input),
    undoLastStep: (actor, sourceId) => undoLastStep(deps, actor, sourceId),
    viewFile: (actor, sourceId) => viewFile(deps, actor, sourceId),
    addLink: (actor, input) => addLink(deps, actor, input),
    tendLinks: () => tendLinks(deps),
    viewDraft: (actor, changeId) => viewDraft(deps, actor, changeId),
    openTable: (actor, wanted) => openTable(deps, actor, wanted),
    countRead: ({ resource }) => deps.catalog.usage.count(resource.id, 'api'),
    noteDownload: (actor, taken) => noteDownload(deps, actor, taken),
    compareTables: (view) => compareTables(deps, view),
    removeUnused: (digest) => removeUnused(deps, digest),
  }
}
