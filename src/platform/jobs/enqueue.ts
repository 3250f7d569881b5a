import { type QueryExecutorProvider, sql } from 'kysely'
import type { Static, TSchema } from 'typebox'
import { identifierOf, requirePayload, type TaskKind } from './task.ts'

export interface EnqueueOptions {
  /** At most one waiting job has this key; a new one replaces it, unless it has started: then both run. */
  readonly key?: string
  readonly runAt?: Date
}

/** Puts a job into the queue in the caller's transaction: it runs if and only if that commits. */
export async function enqueue<Schema extends TSchema>(
  tx: QueryExecutorProvider,
  kind: TaskKind<Schema>,
  job: { readonly payload: Static<Schema> } & EnqueueOptions,
): Promise<void> {
  requirePayload(kind, job.payload)
  await sql`
    select graphile_worker.add_job(
      identifier => ${identifierOf(kind)}::text, payload => ${JSON.stringify(job.payload)}::json,
      queue_name => ${kind.queue ?? null}::text, run_at => ${job.runAt ?? null}::timestamptz,
      max_attempts => ${kind.retry.attempts}::integer, job_key => ${job.key ?? null}::text)`.execute(tx)
}

/** Takes a job that has not started yet out of the queue. */
export async function cancelJob(tx: QueryExecutorProvider, key: string): Promise<void> {
  await sql`select graphile_worker.remove_job(${key}::text)`.execute(tx)
}

/** Those of the keys whose job waits or runs; one that failed for good is not among them. */
export async function readLiving(db: QueryExecutorProvider, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select key from graphile_worker.jobs where key = any(${[...keys]}::text[]) and (attempts < max_attempts or locked_at is not null)`.execute(
    db,
  )
  return new Set(rows.map(({ key }) => key))
}
