import type pg from 'pg'

/** A job that has not been done, as the queue's own function takes it. */
export interface WaitingJob {
  readonly identifier: string
  readonly payload: unknown
  readonly queue: string | null
  readonly runAt: string
  readonly attemptsLeft: number
  readonly key: string | null
  readonly priority: number
}

/** Jobs that wait or run; those that failed for good are left behind. */
export async function listWaitingJobs(client: pg.ClientBase): Promise<readonly WaitingJob[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('graphile_worker._private_jobs') is not null as there`,
  )
  if (!rows[0]?.there) return []
  const jobs = await client.query<WaitingJob>(`
    select t.identifier, j.payload, q.queue_name as queue, j.run_at::text as "runAt",
      j.max_attempts - least(j.attempts, j.max_attempts - 1) as "attemptsLeft", j.key, j.priority
    from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
      left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.attempts < j.max_attempts or j.locked_at is not null
    order by j.id`)
  return jobs.rows
}

export async function addWaitingJob(client: pg.ClientBase, job: WaitingJob): Promise<void> {
  await client.query(
    `select graphile_worker.add_job(identifier => $1, payload => $2::json, queue_name => $3, run_at => $4::timestamptz,
       max_attempts => $5::integer, job_key => $6, priority => $7::integer)`,
    [job.identifier, JSON.stringify(job.payload), job.queue, job.runAt, job.attemptsLeft, job.key, job.priority],
  )
}
