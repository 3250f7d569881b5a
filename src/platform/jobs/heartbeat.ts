import type pg from 'pg'
import type { Log } from '../log.ts'

const BEAT_MS = 3000
const SWEEP_MS = 5000
// Four missed beats. With the sweep and the worker's own poll a killed process's job goes on within 20 seconds.
const DEAD_AFTER = '12 seconds'

const BEAT = `
  insert into platform.worker_heartbeat (worker_id) values ($1)
  on conflict (worker_id) do update set seen_at = now()`

// The age of the lock counts too: a worker may hold a job for a moment before its first heartbeat is written.
const UNLOCK_DEAD = `
  with held as (
    select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
    union all
    select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null),
  dead as (
    select distinct locked_by from held
    where locked_at < now() - interval '${DEAD_AFTER}' and not exists (
      select from platform.worker_heartbeat beat
      where beat.worker_id = held.locked_by and beat.seen_at > now() - interval '${DEAD_AFTER}'))
  select array_agg(locked_by) as workers from dead`

// The try that a kill cut short was not the job's own failure; without it a job killed at its last try would rest for ever.
const FORGIVE = `
  update graphile_worker._private_jobs set attempts = attempts - 1 where locked_by = any($1) and attempts > 0`

/** Gives back the jobs of workers that died; the queue itself would hold them for four hours. Returns their ids. */
export async function unlockDead(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ workers: string[] | null }>(UNLOCK_DEAD)
  const workers = rows[0]?.workers ?? []
  if (workers.length === 0) return []
  await pool.query(FORGIVE, [workers])
  await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [workers])
  await pool.query('delete from platform.worker_heartbeat where worker_id = any($1)', [workers])
  return workers
}

/** Says that `workerId` lives, and looks for others that do not, until stopped. */
export function startHeartbeat(pool: pg.Pool, log: Log, workerId: string): { stop(): Promise<void> } {
  let last: Promise<unknown> = Promise.resolve()
  const guarded = (work: () => Promise<unknown>) => () => {
    last = last.then(work).catch((error: unknown) => log.warn({ err: error, workerId }, 'worker heartbeat failed'))
  }
  const beat = guarded(() => pool.query(BEAT, [workerId]))
  const sweep = guarded(async () => {
    const workers = await unlockDead(pool)
    if (workers.length > 0) log.warn({ workers }, 'jobs of dead workers go on')
  })
  beat()
  sweep()
  const timers = [setInterval(beat, BEAT_MS), setInterval(sweep, SWEEP_MS)]
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await last
      await pool
        .query('delete from platform.worker_heartbeat where worker_id = $1', [workerId])
        .catch((error: unknown) => log.debug({ err: error }, 'heartbeat row stays; it is removed as dead'))
    },
  }
}
