// npm run check: every rule of the house that needs no database, side by side, then a short table.
// node tools/check.mjs [name …] runs only the named ones.
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'
import { prepare, root } from './prepare.mjs'

const node = await prepare({ build: false })
const bin = join(root, 'node_modules', '.bin')
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, NO_COLOR: '1' }

/** The long ones first, so that the short ones fill the gaps. */
const CHECKS = [
  {
    name: 'rules',
    says: 'routes, table types, planted violations',
    run: [
      node,
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project=unit',
      '--project=db',
      '--silent=passed-only',
      'test/house',
    ],
  },
  { name: 'lint', says: 'oxlint with types, no warning', run: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types', says: 'server, tests, tools', run: ['tsc', '-p', 'tsconfig.json', '--noEmit'] },
  { name: 'unused', says: 'files, exports, dependencies', run: ['knip', '--no-progress'] },
  { name: 'imports', says: 'front doors, tiers, edges, cycles', run: [node, 'tools/checks/imports.ts'] },
  {
    name: 'islands',
    says: 'browser code by its own tsconfig',
    run: ['tsc', '-p', 'tsconfig.islands.json', '--noEmit'],
  },
  { name: 'source', says: 'SQL, environment, folders, size', run: [node, 'tools/checks/source.ts'] },
  { name: 'format', says: 'Biome, import order', run: ['biome', 'check', '--linter-enabled=false', '.'] },
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !CHECKS.some((check) => check.name === name))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no check ${unknown.join(', ')}; there are ${CHECKS.map(({ name }) => name).join(', ')}.\n`,
  )
  process.exit(64)
}

const began = Date.now()
const waiting = CHECKS.filter(({ name }) => asked.length === 0 || asked.includes(name))
const done = []
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))
for (const { output } of done.filter(({ ok }) => !ok)) process.stdout.write(`\n${output.trim()}\n`)
process.stdout.write('\n')
for (const { name, says, ok, seconds } of done) {
  process.stdout.write(`${ok ? '✓' : '✗'} ${name.padEnd(10)} ${seconds.toFixed(1).padStart(5)} s  ${says}\n`)
}
const results = join(root, '.cache', 'results')
mkdirSync(results, { recursive: true })
writeFileSync(join(results, 'check.json'), JSON.stringify(done.map(({ name, ok, seconds }) => ({ name, ok, seconds }))))
const failed = done.filter(({ ok }) => !ok).length
process.stdout.write(
  `${done.length - failed} of ${done.length} checks hold, ${((Date.now() - began) / 1000).toFixed(1)} s\n`,
)
process.exit(failed > 0 ? 1 : 0)

async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const started = Date.now()
    const { ok, output } = await run(check.run)
    done.push({ ...check, ok, output: `── ${check.name}\n${output}`, seconds: (Date.now() - started) / 1000 })
  }
}

function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ ok: false, output: error.message }))
    child.on('close', (code) => resolve({ ok: code === 0, output }))
  })
}
