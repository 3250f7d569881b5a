import { sql } from 'kysely'
import type { HarvestDeps } from './deps.ts'
import { findRun } from './runs/run-store.ts'
import { findSource } from './source-store.ts'

/** Tells the people of the agency in charge when a run failed, found new problems, or waits for a decision. */
export async function tellOfRun(deps: HarvestDeps, runId: number): Promise<void> {
  const run = await findRun(deps.db, runId)
  const source = run && (await findSource(deps.db, run.sourceId))
  if (!run || !source || run.state === 'running' || run.mode === 'preview') return
  const { rows } = await sql<{ records: number; errors: number }>`
    select count(distinct remote_id)::int as records,
      (count(distinct remote_id) filter (where severity = 'error'))::int as errors
    from harvest.problem where source_id = ${source.id} and run_id = ${runId} and severity <> 'note'`.execute(deps.db)
  const { records = 0, errors = 0 } = rows[0] ?? {}
  const vanished = run.findings?.vanished ?? 0
  if (run.state === 'done' && records === 0 && vanished === 0) return
  const said = sayRun({
    name: source.name,
    failed: run.state === 'failed' ? run.message?.vi : undefined,
    records,
    errors,
    vanished,
  })
  const people = await deps.identity.people.holders(source.agencyId, ['steward', 'data_officer'])
  const operators = await deps.identity.people.holders(source.agencyId, ['operator'])
  const to = new Map([...people, ...operators].map((person) => [person.personId, person]))
  await deps.tell(
    [...to.values()].map((person) => ({
      to: person,
      key: `harvest-run-${runId}`,
      ...said,
      href: `/quan-tri/thu-thap/${source.id}/van-de`,
    })),
  )
}

interface Told {
  readonly name: string
  readonly failed: string | undefined
  readonly records: number
  readonly errors: number
  readonly vanished: number
}

function sayRun({ name, failed, records, errors, vanished }: Told): { subject: string; body: string } {
  if (failed !== undefined) return { subject: `Không đọc được nguồn: ${name}`, body: failed }
  if (vanished > 0) {
    return {
      subject: `Cần quyết định: ${name}`,
      body: `${vanished} bộ dữ liệu của nguồn biến mất cùng lúc. Chưa gỡ gì cho đến khi có người quyết định.`,
    }
  }
  const unusable = errors > 0 ? `, trong đó ${errors} bản ghi không dùng được` : ''
  return { subject: `Có vấn đề ở nguồn: ${name}`, body: `${records} bản ghi có chỗ cần sửa ở nơi quản lý${unusable}.` }
}
