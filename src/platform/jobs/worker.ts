import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '../log.ts'
import { startHeartbeat } from './heartbeat.ts'
import { type AnyTask, identifierOf, type TaskKind } from './task.ts'

/** A job made by the clock. */
export interface Schedule {
  readonly task: TaskKind
  /** Five crontab fields, in UTC. */
  readonly at: string
  readonly payload?: Readonly<Record<string, unknown>>
  /** How far back a missed run is made up for; without it a missed run is gone. */
  readonly catchUpMs?: number
}

export interface WorkerOptions {
  readonly pool: pg.Pool
  readonly log: Log
  readonly tasks: readonly AnyTask[]
  readonly schedules?: readonly Schedule[]
  readonly concurrency?: number
}

export interface JobWorker {
  /** Takes no new job and waits for the running ones. */
  stop(): Promise<void>
}

/** Brings the queue's own tables to the version of this program. */
export async function migrateJobs(pool: pg.Pool, log: Log): Promise<void> {
  const release = listenForErrors(pool, log)
  await runMigrations({ pgPool: pool, logger: loggerOf(log) })
  release()
}

/** Runs jobs in this process until stopped: the common ones together, and each task that has its own workers. `migrateJobs` comes first. */
export async function startWorker(options: WorkerOptions): Promise<JobWorker> {
  const { pool, log, tasks, schedules = [], concurrency = 2 } = options
  const release = listenForErrors(pool, log)
  const common = tasks.filter(({ workers }) => workers === undefined)
  const crews: Crew[] = [{ tasks: common, schedules, concurrency }]
  for (const task of tasks) {
    if (task.workers !== undefined) crews.push({ tasks: [task], schedules: [], concurrency: task.workers })
  }
  const started: JobWorker[] = []
  const stop = async () => {
    await Promise.all(started.map((crew) => crew.stop()))
    release()
  }
  try {
    for (const crew of crews) started.push(await startCrew({ pool, log }, crew))
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

type Crew = Required<Pick<WorkerOptions, 'tasks' | 'schedules' | 'concurrency'>>

async function startCrew({ pool, log }: Pick<WorkerOptions, 'pool' | 'log'>, crew: Crew): Promise<JobWorker> {
  const events: WorkerEvents = new EventEmitter()
  let heartbeat: ReturnType<typeof startHeartbeat> | undefined
  events.on('pool:create', ({ workerPool }) => {
    // The queue marks a job with the id of the whole pool, so one heartbeat is enough.
    heartbeat = startHeartbeat(pool, log, workerPool.id)
  })
  const runner = await run({
    pgPool: pool,
    logger: loggerOf(log),
    events,
    concurrency: crew.concurrency,
    noHandleSignals: true,
    taskList: taskListOf(crew.tasks, log),
    parsedCronItems: cronItemsOf(crew.schedules),
  })
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'job worker ended'))
  return {
    async stop() {
      await runner.stop()
      await heartbeat?.stop()
    },
  }
}

function taskListOf(tasks: readonly AnyTask[], log: Log): TaskList {
  return Object.fromEntries(
    tasks.map((task) => [
      identifierOf(task),
      async (payload: unknown, helpers: { job: { attempts: number }; abortSignal: AbortSignal }) => {
        const context = { log, signal: helpers.abortSignal, attempt: helpers.job.attempts }
        await task.runUnknown(withoutCron(payload), context)
      },
    ]),
  )
}

function withoutCron(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('_cron' in payload)) return payload
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== '_cron'))
}

function cronItemsOf(schedules: readonly Schedule[]) {
  return parseCronItems(
    schedules.map(({ task, at, payload, catchUpMs }) => ({
      task: identifierOf(task),
      match: at,
      identifier: `${identifierOf(task)}@${at}`,
      ...(payload ? { payload: { ...payload } } : {}),
      options: {
        backfillPeriod: catchUpMs ?? 0,
        maxAttempts: task.retry.attempts,
        ...(task.queue ? { queueName: task.queue } : {}),
      },
    })),
  )
}

// Without a listener on a checked-out client, a server that goes away ends the process.
function listenForErrors(pool: pg.Pool, log: Log): () => void {
  const onConnect = (client: pg.PoolClient) => {
    client.on('error', (error) => {
      if (!pool.ending) log.warn({ reason: error.message }, 'job connection lost')
    })
  }
  pool.on('connect', onConnect)
  return () => pool.off('connect', onConnect)
}

function loggerOf(log: Log): Logger {
  return new Logger((scope) => (level, message, meta) => {
    const facts = { ...scope, err: meta['error'] }
    if (level === 'error') log.error(facts, message)
    else if (level === 'warning') log.warn(facts, message)
    else log.debug(facts, message)
  })
}
