// Runs every part one after the other, adds up what passed, failed and was skipped, and says it in the last line.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

const LIMIT_MS = 40 * 60_000
const results = join(root, '.cache', 'results')
// `npm test` holds the rules of test/house already.
const CHECKS = ['lint', 'types', 'islands', 'imports', 'unused', 'source', 'format']

const total = { passed: 0, failed: 0, skipped: 0 }
/** @type {string[]} */
const notes = []
rmSync(results, { recursive: true, force: true })

await part('npm test', ['npm', 'test'], () => vitest('unit-db', { skipIsFailure: false }))
await part('npm run check', ['npm', 'run', '--silent', 'check', '--', ...CHECKS], () => checks())
if (hasTests('browser'))
  await part('browser', ['npm', 'run', '--silent', 'test:browser'], () => vitest('browser', { skipIsFailure: true }))
if (hasTests('faults'))
  await part('faults', ['npm', 'run', '--silent', 'test:faults'], () => vitest('faults', { skipIsFailure: false }))
await part('bench --smoke', ['npm', 'run', '--silent', 'bench', '--', '--smoke'], () => bench())

for (const note of notes) process.stdout.write(`${note}\n`)
process.stdout.write(
  `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`,
)
process.exitCode = total.failed > 0 ? 1 : 0

/** Runs one part and counts it; a part that fails without saying in what counts as one failure. */
async function part(name, [program, ...args], count) {
  process.stdout.write(`\n══ ${name}\n`)
  const began = Date.now()
  const code = await run(program, args)
  const counted = count(code) ?? { passed: 0, failed: 1, skipped: 0, notes: ['left no summary'] }
  if (code !== 0 && counted.failed === 0) {
    counted.failed = 1
    counted.notes.push(`ended with exit code ${code}`)
  }
  for (const word of ['passed', 'failed', 'skipped']) total[word] += counted[word]
  notes.push(...counted.notes.map((note) => `${name}: ${note}`))
  const seconds = Math.round((Date.now() - began) / 1000)
  process.stdout.write(
    `── ${name}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped in ${seconds} s\n`,
  )
}

function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: process.env })
    const timer = setTimeout(() => child.kill('SIGTERM'), LIMIT_MS)
    child.on('error', () => resolve(127))
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve(code ?? 1)
    })
  })
}

function readJson(name) {
  const path = join(results, name)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}

function vitest(name, { skipIsFailure }) {
  const report = readJson(`${name}.json`)
  if (!report) return undefined
  const tests = report.testResults.flatMap((file) => file.assertionResults)
  const named = (/** @type {string[]} */ states) => tests.filter(({ status }) => states.includes(status))
  const skipped = named(['pending', 'skipped', 'todo'])
  const failed = named(['failed'])
  // A file that could not even be loaded has no test to count.
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  return {
    passed: named(['passed']).length,
    failed: failed.length + broken.length + (skipIsFailure ? skipped.length : 0),
    skipped: skipIsFailure ? 0 : skipped.length,
    notes: [
      ...failed.map(({ fullName }) => `failed: ${fullName}`),
      ...broken.map((file) => `failed: ${file.name.slice(root.length + 1)}`),
      ...skipped.map(({ fullName }) => `${skipIsFailure ? 'failed, because skipped' : 'skipped'}: ${fullName}`),
    ],
  }
}

function checks() {
  const report = readJson('check.json')
  if (!report) return undefined
  const failed = report.filter(({ ok }) => !ok)
  return {
    passed: report.length - failed.length,
    failed: failed.length,
    skipped: 0,
    notes: failed.map(({ name }) => `failed: ${name}`),
  }
}

function bench() {
  const report = readJson('bench.json')
  if (!report) return undefined
  const failed = report.filter(({ ok }) => !ok)
  return {
    passed: report.length - failed.length,
    failed: failed.length,
    skipped: 0,
    notes: failed.map(({ name, why }) => `failed: ${name}: ${why}`),
  }
}

function hasTests(set) {
  const folder = join(root, 'test', set)
  return (
    existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.test.ts'))
  )
}
