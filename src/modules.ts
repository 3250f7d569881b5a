import { type Core, createCore } from './core.ts'
import { createExchange, type Exchange } from './exchange.ts'
import { createMeans, type Means, type ModuleOptions } from './means.ts'
import { createDeskModule } from './modules/desk/index.ts'
import { createPortalModule } from './modules/portal/index.ts'
import type { NodeResources } from './node.ts'
import { storedCursor } from './platform/events/index.ts'
import type { Http } from './platform/http/index.ts'
import type { AnyTask, Schedule } from './platform/jobs/index.ts'

export type { ModuleOptions } from './means.ts'

/** Every module of the program, wired in tier order; a lower one never sees a higher one. */
export interface Modules
  extends Pick<Core, 'identity' | 'codes' | 'catalog' | 'datasets'>,
    Pick<Exchange, 'interop' | 'harvest' | 'datamap' | 'plans'>,
    Pick<Means, 'engine' | 'duck'> {
  /** Removes copies of other nodes' tables that nothing names any more. */
  readonly collectCopies: () => Promise<number>
  readonly tasks: readonly AnyTask[]
  readonly schedules: readonly Schedule[]
  routes(http: Http): void
  /** Starts what follows events; call once the built-in lists are loaded. */
  start(): Promise<void>
  close(): Promise<void>
}

export async function createModules(node: NodeResources, options: ModuleOptions = {}): Promise<Modules> {
  const means = await createMeans(node, options)
  const core = await createCore(node, means)
  const exchange = await createExchange(node, means, core)
  const { portal, desk } = createPages(node, means, { ...core, ...exchange })
  const { identity, codes, catalog, audit, datasets } = core
  const { interop, harvest, datamap, mapPages, plans, federated } = exchange
  const { feed, federation } = federated
  const { engine, duck, followers } = means
  const withPages = [identity, codes, audit, interop, harvest, feed, federation, datamap, mapPages, plans, portal, desk]

  return {
    identity,
    codes,
    catalog,
    datasets,
    interop,
    harvest,
    datamap,
    plans,
    engine,
    duck,
    collectCopies: () => federation.collectCopies(),
    tasks: [...audit.tasks, ...datasets.tasks, ...harvest.tasks, ...datamap.tasks, ...desk.tasks],
    schedules: audit.schedules,
    routes(http) {
      for (const module of withPages) module.routes(http)
      datasets.routes(http, { publicUrl: node.config.publicUrl })
    },
    async start() {
      await datasets.clearLeftOvers()
      const single = [identity, codes, portal, mapPages, feed, federation].map(({ follower }) => follower)
      await followers.start([
        ...catalog.followers,
        ...single,
        ...interop.followers,
        ...plans.followers,
        ...desk.followers,
      ])
      federation.start()
    },
    async close() {
      await federated.close()
      await followers.stop()
      await catalog.usage.close()
      await Promise.all([means.close(), mapPages.close()])
    },
  }
}

/** Tier 5: what people see. */
function createPages(node: NodeResources, { messages }: Means, modules: Core & Exchange) {
  const { database, clock, config } = node
  const { identity, codes, catalog, datasets, interop, harvest, datamap, plans } = modules
  const shown = { catalog, datasets, identity, codes: codes.reader, clock, publicUrl: config.publicUrl }
  const portal = createPortalModule({
    ...shown,
    entries: interop.entries,
    harvest: harvest.reader,
    noteFailedSearch: plans.noteFailedSearch,
  })
  const desk = createDeskModule({
    ...shown,
    messages,
    checkDraft: interop.checkDraft,
    reviews: { database: datamap.review, plan: plans.review, series: interop.reviewSeries },
    rooms: [plans.waiting, datamap.waiting],
    seriesToJoin: interop.seriesToJoin,
    position: storedCursor(database.pool, 'desk-messages'),
  })
  return { portal, desk }
}
