import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { type Account, loadDemo } from './demo.ts'
import { createModules, type ModuleOptions, type Modules } from './modules.ts'
import { type NodeResources, openNode } from './node.ts'
import { sealPathOf, startSealer } from './platform/audit/index.ts'
import { type JobWorker, startWorker } from './platform/jobs/index.ts'
import { lockDataFolder } from './platform/node-lock.ts'
import { requireFreePort, sayPortProblems } from './port.ts'
import { scheduledTasks, schedules } from './schedules.ts'

export interface RunningServer {
  readonly url: string
  readonly accounts: readonly Account[]
  /** Set at the first start without demo, until somebody has used it. */
  readonly firstOperatorUrl: string | undefined
  readonly databaseGone: Promise<void>
  close(): Promise<void>
}

export interface ServerOptions extends ModuleOptions {
  readonly log: FastifyBaseLogger
  /** Progress for the person in front of the terminal. */
  readonly say: (line: string) => void
}

const STEPS = { postgres: '• Mở PostgreSQL… (Starting PostgreSQL)', migrate: '• Cập nhật lược đồ dữ liệu… (Migrating)' }

/** Everything a node runs: store, modules, followers, sealer, jobs, web. Closes in the opposite order. */
export async function startServer(config: Config, options: ServerOptions): Promise<RunningServer> {
  const { log, say } = options
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step()
  }
  try {
    await requireFreePort(config)
    closers.push(await lockDataFolder(config.dataDir))
    const node = await openNode(config, { log, as: 'server', onStep: (step) => say(STEPS[step]) })
    closers.push(() => node.close())
    const sealer = startSealer({
      pool: node.database.pool,
      path: sealPathOf(config.dataDir),
      log,
      signer: node.keys,
      clock: node.clock,
      ...(options.step ? { step: options.step } : {}),
    })
    closers.push(() => sealer.stop())
    say('• Nạp danh mục, mở chỉ mục tìm kiếm… (Loading code lists, opening the search index)')
    const modules = await createModules(node, options)
    closers.push(() => modules.close())
    await modules.identity.syncAgencies(await modules.codes.loadSeeds())
    await modules.start()
    const worker = await startJobs(node, modules)
    closers.push(() => worker.stop())
    const accounts = config.demo ? await loadDemo(node, modules, say) : []
    const link = config.demo ? undefined : await modules.identity.firstOperatorLink()
    const http = await createApp(node, modules, log)
    closers.push(() => http.close())
    const url = await sayPortProblems(config, () => http.listen({ port: config.port, host: config.host }))
    await writeFile(join(config.dataDir, 'address'), url)
    return { url, accounts, firstOperatorUrl: link?.url, databaseGone: node.databaseGone, close }
  } catch (error) {
    await close()
    throw error
  }
}

function startJobs(node: NodeResources, modules: Modules): Promise<JobWorker> {
  return startWorker({
    pool: node.database.pool,
    log: node.log,
    tasks: [...modules.tasks, ...scheduledTasks(modules)],
    schedules: [...modules.schedules, ...schedules],
  })
}
