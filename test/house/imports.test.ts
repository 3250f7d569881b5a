import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkImports, type ImportReport } from '../../tools/checks/imports.ts'

/** Files that do nothing but stand where an import may lead. */
const STANDING = [
  'src/main.ts',
  'src/platform/text.ts',
  'src/platform/log.ts',
  'src/platform/http/index.ts',
  'src/platform/db/index.ts',
  'src/tabular/model.ts',
  'src/tabular/index.ts',
  'src/formats/dcat.ts',
  'src/ui/index.ts',
  'src/islands/sao-chep.ts',
  'src/modules/identity/index.ts',
  'src/modules/identity/store.ts',
  'src/modules/identity/testing.ts',
  'src/modules/catalog/index.ts',
  'src/modules/catalog/store.ts',
  'src/modules/datasets/index.ts',
  'src/modules/portal/index.ts',
  'src/modules/strategy/index.ts',
  'src/modules/novelty/index.ts',
  'test/thing.ts',
]

/** What must be found: the rule, the file it is planted in, what that file imports. */
const PLANTED: readonly (readonly [rule: string, from: string, to: string])[] = [
  ['front-door', 'src/modules/catalog/a.ts', '../identity/store.ts'],
  ['front-door', 'src/modules/catalog/view.tsx', '../identity/store.ts'],
  ['front-door-from-outside', 'src/b.ts', './modules/catalog/store.ts'],
  ['front-door-from-outside', 'src/cli/c.ts', '../modules/catalog/store.ts'],
  ['tiers-identity', 'src/modules/identity/a.ts', '../catalog/index.ts'],
  ['tiers-catalog', 'src/modules/catalog/b.ts', '../datasets/index.ts'],
  ['tiers-catalog', 'src/modules/catalog/page.tsx', '../portal/index.ts'],
  ['tiers-portal', 'src/modules/portal/beside.tsx', '../strategy/index.ts'],
  ['module-without-tier', 'src/d.ts', './modules/novelty/index.ts'],
  ['pure-model', 'src/modules/catalog/model.ts', './store.ts'],
  ['pure-model', 'src/modules/identity/people/model.ts', '../../../platform/db/index.ts'],
  ['pure-model', 'src/modules/datasets/model.ts', 'node:fs'],
  ['modules-below-the-program', 'src/modules/catalog/c.ts', '../../main.ts'],
  ['platform-knows-no-module', 'src/platform/a.ts', '../modules/identity/index.ts'],
  ['platform-knows-no-module', 'src/platform/b.tsx', '../ui/index.ts'],
  ['tabular-stands-alone', 'src/tabular/a.ts', '../platform/text.ts'],
  ['tabular-without-io', 'src/tabular/b.ts', 'node:fs'],
  ['formats-pure', 'src/formats/a.ts', '../platform/text.ts'],
  ['formats-pure', 'src/formats/b.ts', 'node:http'],
  ['ui-imports-text-only', 'src/ui/a.tsx', '../platform/log.ts'],
  ['islands-stand-alone', 'src/islands/a.ts', '../platform/text.ts'],
  ['no-island-in-server', 'src/ui/b.ts', '../islands/sao-chep.ts'],
  ['fastify-at-the-edge', 'src/modules/catalog/use-case.ts', 'fastify'],
  ['fastify-at-the-edge', 'src/modules/catalog/reads.ts', '../../platform/http/index.ts'],
  ['sql-behind-the-edge', 'src/modules/catalog/api.ts', 'kysely'],
  ['sql-behind-the-edge', 'src/modules/portal/list.tsx', 'kysely'],
  ['no-driver-in-modules', 'src/modules/catalog/d.ts', 'pg'],
  ['no-cycle', 'src/platform/round.ts', './trip.tsx'],
  ['no-cycle', 'src/ui/round.tsx', './trip.tsx'],
  ['no-test-in-program', 'src/modules/catalog/e.ts', '../identity/testing.ts'],
  ['no-test-in-program', 'src/platform/c.tsx', '../../test/thing.ts'],
  ['no-dev-dependency-in-program', 'src/platform/d.ts', 'vitest'],
  ['resolvable', 'src/platform/e.ts', './gone.ts'],
  ['resolvable', 'src/ui/c.tsx', './gone.tsx'],
]

/** The second halves of the planted cycles, which are told of once. */
const WAY_BACK: readonly (readonly [from: string, to: string])[] = [
  ['src/platform/trip.tsx', './round.ts'],
  ['src/ui/trip.tsx', './round.tsx'],
]

/** Imports that must stay allowed: a rule that forbids everything would find every planted violation too. */
const ALLOWED: readonly (readonly [from: string, to: string])[] = [
  ['src/modules/datasets/good.ts', '../catalog/index.ts'],
  ['src/modules/datasets/api.ts', 'fastify'],
  ['src/modules/datasets/store.ts', 'kysely'],
  ['src/modules/datasets/good.test.ts', '../identity/testing.ts'],
  ['src/modules/codes/good.ts', '../identity/index.ts'],
  ['src/platform/duck/good.ts', '../../tabular/model.ts'],
  ['src/ui/good.tsx', '../platform/text.ts'],
]

let root = ''
let report: ImportReport

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'nguon-imports-'))
  const packages = { dependencies: ['fastify', 'kysely', 'pg'], devDependencies: ['vitest'] }
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']))
  const { dependencies, devDependencies } = packages
  const manifest = { type: 'module', dependencies: versions(dependencies), devDependencies: versions(devDependencies) }
  plant('package.json', JSON.stringify(manifest))
  for (const name of Object.values(packages).flat()) {
    plant(
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', type: 'module', exports: './index.js' }),
    )
    plant(`node_modules/${name}/index.js`, 'export const value = 1\n')
  }
  for (const path of STANDING) plant(path, 'export const value = 1\n')
  for (const [from, to] of [...PLANTED.map(([, ...both]) => both), ...WAY_BACK, ...ALLOWED]) {
    const use = from.endsWith('.tsx')
      ? 'export const Shown = () => <p>{String(there)}</p>'
      : 'export const shown = there'
    plant(from, `import * as there from '${to}'\n${use}\n`)
  }
  report = await checkImports(root)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the import rules', () => {
  test.each(PLANTED)('%s finds what is planted in %s', (rule, from) => {
    expect(report.violations.filter((found) => found.from === from).map((found) => found.rule.name)).toContain(rule)
  })

  test.each(ALLOWED)('%s may import %s', (from) => {
    expect(report.violations.filter((found) => found.from === from)).toEqual([])
  })

  test('every file on disk was read, both .ts and .tsx', () => {
    expect(report.unread).toEqual([])
    expect(report.followed['.ts']).toBeGreaterThan(10)
    expect(report.followed['.tsx']).toBeGreaterThan(5)
  })
})
