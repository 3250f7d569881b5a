import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../config.ts'
import { openNode } from '../node.ts'
import { systemActor } from '../platform/actor.ts'
import { recordAudit, sealPathOf, trustKey } from '../platform/audit/index.ts'
import { fingerprintOf } from '../platform/http-sig/index.ts'
import { createLog } from '../platform/log.ts'
import { lockDataFolder } from '../platform/node-lock.ts'
import { openNodeKeys, rotateNodeKey } from '../platform/secrets/index.ts'
import { EXIT_DONE, reportFailure, usage } from './say.ts'

const USAGE = `Cách dùng:
  nguon node key          in dấu khóa của nút, để đối chiếu qua điện thoại
  nguon node rotate-key   thay khóa ký; khóa cũ bảo đảm cho khóa mới nên các nút khác tự nhận. Nút phải đang dừng.
Mã thoát: 0 xong, 1 nút đang chạy hoặc tệp khóa hỏng, 64 gọi sai, 69 không mở được kho dữ liệu
`

/** `nguon node`: the key by which other nodes know this one. */
export async function run(args: readonly string[]): Promise<number> {
  const verb = readVerb(args)
  if (!verb) return usage(USAGE)
  return reportFailure(async () => {
    const config = readConfig(process.env)
    if (verb === 'rotate-key') await rotate(config)
    const { publicKey } = await openNodeKeys(config.keyFile)
    process.stdout.write(`Dấu khóa: ${fingerprintOf(publicKey)}\nKhóa công khai: ${publicKey}\n`)
    return EXIT_DONE
  })
}

async function rotate(config: Config): Promise<void> {
  const unlock = await lockDataFolder(config.dataDir)
  try {
    const node = await openNode(config, { log: createLog('error'), as: 'server' })
    try {
      // First, so that no seal of the old key is ever doubted, wherever this is cut short.
      await trustKey(sealPathOf(config.dataDir), node.keys.publicKey)
      const keys = await rotateNodeKey(config.keyFile)
      await node.database
        .module<'audit'>()
        .transaction()
        .execute((tx) =>
          recordAudit(tx, {
            action: 'platform.node.key-rotated',
            actor: systemActor('nguon node rotate-key'),
            details: { ...keys },
          }),
        )
    } finally {
      await node.close()
    }
  } finally {
    await unlock()
  }
}

function readVerb(args: readonly string[]): 'key' | 'rotate-key' | undefined {
  try {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const [verb, ...more] = positionals
    if (more.length > 0) return undefined
    return verb === 'key' || verb === 'rotate-key' ? verb : undefined
  } catch {
    return undefined
  }
}
