// Prints the OpenAPI document of this program, without a database: npm run --silent openapi > openapi.json
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare, root } from './prepare.mjs'

if (process.argv.includes('--print')) await print()
else {
  const node = await prepare()
  const { status } = spawnSync(node, [fileURLToPath(import.meta.url), '--print'], { cwd: root, stdio: 'inherit' })
  process.exit(status ?? 1)
}

async function print() {
  const dist = (/** @type {string} */ file) => import(new URL(`../dist/${file}`, import.meta.url).href)
  const [app, config, modules, db, clock, ids, log, objects, keys] = await Promise.all(
    [
      'app',
      'config',
      'modules',
      'platform/db/index',
      'platform/clock',
      'platform/ids',
      'platform/log',
      'platform/objects/index',
      'platform/secrets/index',
    ].map((name) => dist(`${name}.js`)),
  )
  const dataDir = mkdtempSync(join(tmpdir(), 'nguon-openapi-'))
  const silent = log.createLog('silent')
  const node = {
    config: config.readConfig({ ...process.env, NGUON_DATA: dataDir }),
    // Opened at the first query, and describing asks none.
    database: db.connect({ at: 'postgres://nowhere/nguon', log: silent }),
    keys: await keys.openNodeKeys(join(dataDir, 'node-key.json')),
    objects: await objects.createDiskObjects({ dir: join(dataDir, 'objects') }),
    clock: clock.systemClock,
    ids: ids.createIds(clock.systemClock),
    log: silent,
    migrated: [],
    databaseGone: new Promise(() => undefined),
    close: async () => undefined,
  }
  const wired = await modules.createModules(node)
  const http = await app.createApp(node, wired, silent)
  writeFileSync(1, `${JSON.stringify(http.swagger(), undefined, 2)}\n`)
  await http.close()
  await wired.close()
  rmSync(dataDir, { recursive: true, force: true })
}
