// Runs the tests on a fresh clone or a warm one: installs and builds what is missing, then Vitest on Node 24.
// node tools/test.mjs [--browser | --faults] [what Vitest takes: files, -t name …]; a summary stays in .cache/results.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { prepare, root } from './prepare.mjs'

const SETS = { '--browser': ['browser'], '--faults': ['faults'] }
const asked = process.argv.slice(2)
const projects = asked.flatMap((word) => SETS[word] ?? [])
const given = asked.filter((word) => !SETS[word])
const chosen = projects.length > 0 ? projects : ['unit', 'db']
const results = join(root, '.cache', 'results')
const summary = join(results, `${chosen.join('-')}.json`)

const node = await prepare()
mkdirSync(results, { recursive: true })
rmSync(summary, { force: true })
const child = spawn(
  node,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...chosen.map((name) => `--project=${name}`),
    '--silent=passed-only',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${summary}`,
    ...given,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}` },
  },
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
child.on('exit', (code, signal) => {
  tellSkipped()
  process.exit(signal ? 1 : (code ?? 1))
})

// Vitest counts skipped tests; a person who reads the log wants to know which and why, and the name says it.
function tellSkipped() {
  let files
  try {
    files = JSON.parse(readFileSync(summary, 'utf8')).testResults
  } catch {
    process.stderr.write('Vitest ended without a summary.\n')
    process.exit(1)
  }
  const skipped = files.flatMap((file) =>
    file.assertionResults.filter(({ status }) => status === 'pending' || status === 'skipped'),
  )
  for (const test of skipped) process.stdout.write(`  skipped: ${test.fullName}\n`)
}
