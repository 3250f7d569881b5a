import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkSource } from '../../tools/checks/source.ts'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
const BIN = join(PROJECT, 'node_modules', '.bin')

let root = ''
function plant(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function run(program: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(join(BIN, program), args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
    child.on('close', (code) => resolve({ code, output }))
  })
}

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

/** One file for each rule of oxlint we rely on. */
const LINT: Readonly<Record<string, string>> = {
  'no-explicit-any': 'export const loose = (value: any) => String(value)',
  'no-floating-promises': 'export function go() { Promise.resolve(1) }',
  'no-misused-promises': 'export const list = [1].filter(async () => true)',
  'switch-exhaustiveness-check':
    "export function say(word: 'a' | 'b') { switch (word) { case 'a': return 1 }\n return 2 }",
  'no-unsafe-assignment': "export function read() { const found = JSON.parse('1')\n return String(found) }",
  'consistent-type-imports': "import { Stats } from 'node:fs'\nexport type Found = Stats",
  'no-default-export': 'export default 1',
  'no-console': "console.log('x')\nexport const done = 1",
  eqeqeq: 'export const same = (a: number, b: number) => a == b',
  complexity: `export function branch(n: number) {\n${lines(13, (i) => `  if (n === ${i}) return ${i}`)}\n  return n\n}`,
  'max-params': 'export const four = (a: number, b: number, c: number, d: number) => a + b + c + d',
  'max-lines': lines(301, (i) => `export const value${i} = ${i}`),
  'max-lines-per-function': `export function long() {\n${lines(51, (i) => `  String(${i})`)}\n}`,
  'filename-case': 'export const badName = 1',
  'no-focused-tests': "import { test } from 'vitest'\ntest.only('x', () => undefined)",
}

const fileOf = (rule: string): string =>
  rule === 'filename-case' ? 'src/BadName.ts' : rule === 'no-focused-tests' ? 'src/focused.test.ts' : `src/${rule}.ts`

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'nguon-tools-'))
  symlinkSync(join(PROJECT, 'node_modules'), join(root, 'node_modules'))
  for (const name of ['.oxlintrc.json', 'biome.json', 'tsconfig.base.json', 'tsconfig.json', 'tsconfig.islands.json']) {
    copyFileSync(join(PROJECT, name), join(root, name))
  }
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('oxlint', () => {
  let output = ''
  let code: number | null = 0
  beforeAll(async () => {
    for (const [rule, text] of Object.entries(LINT)) plant(fileOf(rule), `${text}\n`)
    ;({ code, output } = await run('oxlint', ['--type-aware', '--deny-warnings', '-f', 'unix', 'src']))
  })

  test('fails when anything is found', () => expect(code).not.toBe(0))

  test.each(Object.keys(LINT))('%s finds what is planted', (rule) => {
    const told = output.split('\n').filter((line) => line.includes(fileOf(rule)))
    expect(told.join('\n')).toContain(rule)
  })
})

describe('tsc', () => {
  const SERVER = {
    'src/dom.ts': "export const title = document.querySelector('h1')",
    'src/enum.ts': 'export enum Kind { A }',
    'src/property.ts': 'export class Box { constructor(private readonly inside: number) { String(this.inside) } }',
    'src/unchecked.ts': 'export const first = (list: readonly string[]): string => list[0]',
    'src/optional.ts': 'export const made: { name?: string } = { name: undefined }',
    'src/unused.ts': 'export function f() { const never = 1 }',
  }
  let server = ''
  let islands = ''
  beforeAll(async () => {
    for (const [path, text] of Object.entries(SERVER)) plant(path, `${text}\n`)
    plant('src/islands/node.ts', "import { readFileSync } from 'node:fs'\nexport const text = readFileSync('x')\n")
    server = (await run('tsc', ['-p', 'tsconfig.json', '--noEmit', '--incremental', 'false', '--pretty', 'false']))
      .output
    islands = (
      await run('tsc', ['-p', 'tsconfig.islands.json', '--noEmit', '--incremental', 'false', '--pretty', 'false'])
    ).output
  })

  test.each(Object.keys(SERVER))('refuses %s', (path) => expect(server).toContain(`${path}(`))
  test('refuses Node in what runs in a browser', () => expect(islands).toContain('src/islands/node.ts('))
})

describe('biome', () => {
  test('notices a file that is not formatted, and imports out of order', async () => {
    plant('form/ugly.ts', 'export const a = "x";\n')
    plant(
      'form/order.ts',
      "import { join } from 'node:path'\nimport { readFile } from 'node:fs'\n\nexport const used = [join, readFile]\n",
    )
    const { code, output } = await run('biome', ['check', '--linter-enabled=false', 'form'])
    expect(code).not.toBe(0)
    expect(output).toContain('form/ugly.ts')
    expect(output).toContain('form/order.ts')
  })
})

describe('knip', () => {
  test('notices an unused file, export and dependency', async () => {
    const small = mkdtempSync(join(tmpdir(), 'nguon-knip-'))
    const write = (name: string, text: string) => writeFileSync(join(small, name), text)
    copyFileSync(join(PROJECT, 'knip.json'), join(small, 'knip.json'))
    mkdirSync(join(small, 'src'))
    write('package.json', JSON.stringify({ name: 'small', type: 'module', dependencies: { 'never-used': '1.0.0' } }))
    write('src/main.ts', "import { used } from './part.ts'\nused()\n")
    write('src/part.ts', 'export const used = () => 1\nexport const unusedExport = 2\n')
    write('src/orphan.ts', 'export const orphan = 1\n')
    const { code, output } = await run('knip', ['--directory', small, '--no-progress'])
    rmSync(small, { recursive: true, force: true })
    expect(code).not.toBe(0)
    for (const name of ['never-used', 'unusedExport', 'src/orphan.ts']) expect(output).toContain(name)
  })
})

describe('the rules about source text', () => {
  const PLANTED: readonly (readonly [rule: string, path: string, text: string])[] = [
    ['sql-behind-the-edge', 'src/modules/catalog/api.ts', "db.selectFrom('catalog.resource')"],
    ['sql-behind-the-edge', 'src/modules/portal/home-page.tsx', 'sql`select 1`'],
    ['sql-behind-the-edge', 'src/health.ts', "await node.database.pool.query('select 1')"],
    ['value-free-model', 'src/modules/catalog/model.ts', "import { readFile } from './store.ts'"],
    ['environment-in-config', 'src/cli/publish.ts', "process.env['NGUON_URL']"],
    ['folder-says-what', 'src/platform/utils/dates.ts', ''],
    ['folder-says-what', 'src/modules/catalog/services/publish.ts', ''],
    ['small-file', 'src/long.ts', '\n'.repeat(401)],
    ['kebab-case', 'src/modules/catalog/myFile.ts', ''],
    ['rule-stands', 'src/a.ts', `// oxlint-${'disable'} no-console`],
    ['rule-stands', 'src/a.ts', `// oxlint-${'disable'}-next-line no-console`],
    ['rule-stands', 'src/a.ts', `// @ts-${'ignore'}`],
  ]
  const FINE: readonly (readonly [path: string, text: string])[] = [
    ['src/modules/catalog/store.ts', "db.selectFrom('catalog.resource')"],
    [
      'src/modules/catalog/model.ts',
      "import type { Stored } from './store.ts'\nimport { fold } from '../../platform/text.ts'",
    ],
    ['src/cli/backup.ts', 'readConfig(process.env)'],
    ['src/config.ts', "process.env['PORT']"],
    ['src/modules/portal/docs/samples.ts', 'authorization: \\`Bearer \\${process.env[key]}\\`'],
    ['src/a.ts', `// oxlint-${'disable'}-next-line no-control-regex -- control characters are what is cut out`],
  ]

  test.each(PLANTED)('%s finds what is planted in %s', (rule, path, text) => {
    expect(checkSource(path, text).map((breach) => breach.rule)).toContain(rule)
  })

  test.each(FINE)('%s is fine with what it says', (path, text) => {
    expect(checkSource(path, text)).toEqual([])
  })
})
