import type { Http } from '../../platform/http/index.ts'
import type { AnyTask } from '../../platform/jobs/index.ts'
import type { Actor } from '../identity/index.ts'
import { harvestApi } from './api.ts'
import { contactRoutes } from './contact/routes.tsx'
import type { HarvestDeps } from './deps.ts'
import { type AskedRun, askRun, stopRun } from './manage/ask-run.ts'
import { addSource, changeSource, mapSource, switchSource } from './manage/change-source.ts'
import { decideVanished } from './manage/decide-vanished.ts'
import { manageErrors } from './manage/errors.ts'
import { removeSource } from './manage/remove-source.ts'
import type { Run, Source } from './model.ts'
import type { SourceAdapter } from './port.ts'
import { createHarvestReader, type HarvestReader } from './reader.ts'
import { roomRoutes } from './room/routes.tsx'
import type { AfterSlice } from './runs/on-stumble.ts'
import { type Slice, workRun } from './runs/work-run.ts'
import { ckanAdapter } from './sources/ckan.ts'
import { dataJsonAdapter } from './sources/data-json.ts'
import { dcatAdapter } from './sources/dcat.ts'
import { createHostTurns } from './sources/host-turns.ts'
import { urlListAdapter } from './sources/url-list.ts'
import { harvestTasks, tick } from './tasks.ts'

export type HarvestOptions = Omit<HarvestDeps, 'adapter' | 'turns'>

export interface HarvestModule {
  readonly deps: HarvestDeps
  readonly reader: HarvestReader
  readonly tasks: readonly AnyTask[]
  /** Makes another kind of source readable. */
  addAdapter(adapter: SourceAdapter): void
  addSource(actor: Actor, input: Parameters<typeof addSource>[2]): Promise<Source>
  changeSource(actor: Actor, input: Parameters<typeof changeSource>[2]): Promise<Source>
  mapSource(actor: Actor, input: Parameters<typeof mapSource>[2]): Promise<Source>
  switchSource(actor: Actor, input: { readonly id: string; readonly on: boolean }): Promise<Source>
  removeSource(actor: Actor, input: { readonly sourceId: string; readonly withRecords: boolean }): Promise<void>
  decideVanished(actor: Actor, input: { readonly sourceId: string; readonly remove: boolean }): Promise<number>
  askRun(actor: Actor, asked: AskedRun): Promise<Run>
  stopRun(actor: Actor, runId: number): Promise<void>
  /** Works on an open run in this process, without the queue. */
  workRun(runId: number, slice: Slice): Promise<AfterSlice>
  /** Every minute: opens runs whose time has come. */
  tick(): Promise<void>
  routes(http: Http): void
}

/** Other people's catalogues, read into ours. */
export function createHarvestModule(options: HarvestOptions): HarvestModule {
  const adapters = new Map(
    [ckanAdapter, dcatAdapter, dataJsonAdapter, urlListAdapter].map((adapter) => [adapter.kind, adapter]),
  )
  const deps: HarvestDeps = {
    ...options,
    turns: createHostTurns(),
    adapter(kind) {
      const adapter = adapters.get(kind)
      if (!adapter) throw manageErrors.noAdapter(kind)
      return adapter
    },
  }
  return {
    deps,
    reader: createHarvestReader(options.db),
    tasks: harvestTasks(deps),
    addAdapter: (adapter) => void adapters.set(adapter.kind, adapter),
    addSource: (actor, input) => addSource(deps, actor, input),
    changeSource: (actor, input) => changeSource(deps, actor, input),
    mapSource: (actor, input) => mapSource(deps, actor, input),
    switchSource: (actor, input) => switchSource(deps, actor, input),
    removeSource: (actor, input) => removeSource(deps, actor, input),
    decideVanished: (actor, input) => decideVanished(deps, actor, input),
    askRun: (actor, asked) => askRun(deps, actor, asked),
    stopRun: (actor, runId) => stopRun(deps, actor, runId),
    workRun: (runId, slice) => workRun(deps, runId, slice),
    tick: () => tick(deps),
    routes(http) {
      harvestApi(http, deps)
      roomRoutes(http, deps)
      contactRoutes(http, deps)
    },
  }
}
