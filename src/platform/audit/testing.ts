import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemActor } from '../actor.ts'
import type { ModuleDb } from '../db/index.ts'
import { recordAudit } from './record.ts'
import type { SealSigner } from './seal.ts'

/** A key of its own, as the node's key file would give it. */
export function testSigner(): SealSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
  }
}

/** Path of a seal file that does not exist yet. */
export async function testSealPath(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'nguon-seals-')), 'seals.ndjson')
}

/** Writes `count` records, each in a transaction of its own. */
export async function writeRecords(db: ModuleDb<'audit'>, count: number, action = 'test.record.written') {
  for (let index = 0; index < count; index++) {
    await db
      .transaction()
      .execute((tx) =>
        recordAudit(tx, { action, actor: systemActor('kiểm thử'), details: { index, note: 'số liệu “thử”' } }),
      )
  }
}
