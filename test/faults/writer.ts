/**
 * The program that is killed. It keeps a blob, writes evidence that names it and enqueues a job, all as a module would,
 * and says `ack` only once its transaction is committed. Arguments: socket folder, data folder, step to die at (or "-"),
 * how many times that step passes first.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { systemActor } from '../../src/platform/actor.ts'
import { recordAudit, sealPathOf, startSealer } from '../../src/platform/audit/index.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { connect } from '../../src/platform/db/index.ts'
import { enqueue, startWorker } from '../../src/platform/jobs/index.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createDiskObjects } from '../../src/platform/objects/index.ts'
import { openNodeKeys } from '../../src/platform/secrets/index.ts'
import { noteKind, noteTask } from './note-task.ts'

const [socketDir = '', dataDir = '', stepToDieAt = '-', passes = '0', first = '1'] = process.argv.slice(2)
let left = Number(passes)

function step(name: string): void {
  if (name === stepToDieAt && left-- <= 0) process.kill(process.pid, 'SIGKILL')
}

const database = connect({ at: { socketDir, database: 'postgres' }, log: silentLog })
const objects = await createDiskObjects({ dir: join(dataDir, 'objects') })
const signer = await openNodeKeys(join(dataDir, 'node-key.json'))
startSealer({ pool: database.pool, path: sealPathOf(dataDir), signer, clock: systemClock, log: silentLog, step })
await startWorker({ pool: database.pool, log: silentLog, tasks: [noteTask(database, step)] })
process.stdout.write('ready\n')

for (let number = Number(first); ; number++) {
  const { digest } = await objects.put(randomBytes(1 + Math.floor(Math.random() * 200_000)))
  step('blob-kept')
  await database
    .module<'audit'>()
    .transaction()
    .execute(async (tx) => {
      const details = { number, digest }
      await recordAudit(tx, { action: 'test.fault.written', actor: systemActor('writer'), details })
      await enqueue(tx, noteKind, { payload: { number } })
      step('before-commit')
    })
  step('after-commit')
  process.stdout.write(`ack ${number} ${digest}\n`)
}
