import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Config, readConfig } from '../config.ts'
import type { CheckResult } from './doctor/check.ts'
import { checkDataFolder, checkKeyFile, checkLeftovers, checkSearchSnapshot } from './doctor/folder.ts'
import { checkBinaries, checkGuards, checkNodeVersion, checkPackages } from './doctor/machine.ts'
import { checkPort, checkPublicUrl } from './doctor/network.ts'
import { EXIT_DONE, EXIT_FINDINGS, reportFailure, usage } from './say.ts'

const USAGE = `Cách dùng:
  nguon doctor [--lang vi|en] [--json]   kiểm tra máy, cấu hình và nút; mỗi dòng một việc, kèm cách sửa
  ✓ tốt   ! nên biết   ✗ phải sửa
Mã thoát: 0 không có ✗, 1 có ✗
`

/** `nguon doctor`: what stands in the way of this node, and the way out of each. */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args)
  if (!asked) return usage(USAGE)
  return reportFailure(async () => {
    const results = await checkAll(readConfig(process.env), new Date())
    process.stdout.write(
      asked.json ? `${JSON.stringify(results)}\n` : results.map((one) => told(one, asked.lang)).join(''),
    )
    return results.some((result) => result.mark === '✗') ? EXIT_FINDINGS : EXIT_DONE
  })
}

function readArguments(args: readonly string[]): { json: boolean; lang: 'vi' | 'en' } | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, lang: { type: 'string', default: 'vi' } },
    })
    if (values.lang !== 'vi' && values.lang !== 'en') return undefined
    return { json: values.json === true, lang: values.lang }
  } catch {
    return undefined
  }
}

async function checkAll(config: Config, now: Date): Promise<readonly CheckResult[]> {
  const holder = Number(await readFile(join(config.dataDir, 'nguon.lock'), 'utf8').catch(() => ''))
  const packages = await checkPackages()
  return [
    checkNodeVersion(),
    packages,
    await checkBinaries(config.databaseUrl),
    ...(await checkGuards()),
    ...(await checkDataFolder(config)),
    await checkKeyFile(config),
    ...(await checkLeftovers(config)),
    await checkPort(config, holder || undefined),
    checkPublicUrl(config),
    await checkSearchSnapshot(config),
    ...(packages.mark === '✗' ? [] : await lookIntoStore(config, now)),
  ]
}

// The rest runs on Node alone, so that a half-installed node_modules can be told.
async function lookIntoStore(config: Config, now: Date): Promise<readonly CheckResult[]> {
  const { checkStore } = await import('./doctor/store.ts')
  return checkStore(config, now)
}

function told({ mark, what, way }: CheckResult, lang: 'vi' | 'en'): string {
  return `${mark} ${what[lang]}.${way ? `\n    → ${way[lang]}` : ''}\n`
}
