import { sql } from 'kysely'
import type { HarvestDeps } from './deps.ts'
import type { Run, Source } from './model.ts'
import { findRun } from './runs/run-store.ts'
import { findSource } from './source-store.ts'

/** Tells the people of the agency in charge when a run failed, found new problems, or waits for a decision. */
export async function tellOfRun(deps: HarvestDeps, runId: number): Promise<void> {
  const run = await findRun(deps.db, runId)
  const source = run && (await findSource(deps.db, run.sourceId))
  if (!run || !source || run.state === 'running' || run.mode === 'preview') return
  const told = await whatToTell(deps, run, source)
  if (!told) return
  const said = sayRun(told)
  for (const to of await whomToTell(deps, source)) {
    await deps.tell([{ to, key: `harvest-run-${runId}`, ...said, href: `/quan-tri/thu-thap/${source.id}/van-de` }])
  }
}

/** Who looks after the agency in charge, and who runs the node. */
async function whomToTell({ identity }: HarvestDeps, { agencyId }: Source) {
  const people = await identity.people.holders(agencyId, ['steward', 'data_officer'])
  const operators = await identity.people.holders(agencyId, ['operator'])
  return new Map([...people, ...operators].map((person) => [person.personId, person])).values()
}

async function whatToTell(deps: HarvestDeps, run: Run, source: Source): Promise<Told | undefined> {
  const { rows } = await sql<{ records: number; errors: number }>`
    select count(distinct remote_id)::int as records,
      (count(distinct remote_id) filter (where severity = 'error'))::int as errors
    from harvest.problem where source_id = ${source.id} and run_id = ${run.id} and severity <> 'note'`.execute(deps.db)
  const { records = 0, errors = 0 } = rows[0] ?? {}
  const vanished = run.findings?.vanished ?? 0
  if (run.state === 'done' && records === 0 && vanished === 0) return undefined
  return { name: source.name, failed: run.state === 'failed' ? run.message?.vi : undefined, records, errors, vanished }
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
