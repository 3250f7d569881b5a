import { setTimeout as sleep } from 'node:timers/promises'
import Type from 'typebox'
import { systemActor } from '../../src/platform/actor.ts'
import { recordAudit } from '../../src/platform/audit/index.ts'
import type { Database } from '../../src/platform/db/index.ts'
import { type AnyTask, defineTask, type TaskKind } from '../../src/platform/jobs/index.ts'

export const noteKind = {
  name: 'test.note-number',
  version: 1,
  schema: Type.Object({ number: Type.Integer() }),
  retry: { attempts: 25 },
} satisfies TaskKind

/** Takes long enough to be killed in the middle, and leaves evidence once it is done. */
export function noteTask(database: Database, step: (name: string) => void = () => undefined): AnyTask {
  return defineTask(noteKind, async ({ number }) => {
    await sleep(5)
    step('in-job')
    await database
      .module<'audit'>()
      .transaction()
      .execute((tx) => recordAudit(tx, { action: 'test.fault.done', actor: systemActor('job'), details: { number } }))
  })
}
