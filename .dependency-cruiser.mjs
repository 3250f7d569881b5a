// Who may import whom (docs/ARCHITECTURE.md). Every rule has a planted violation in test/house/imports.test.ts.
// TypeScript 7 has no parser for other programs: files are read by swc, which does not tell `import type` from `import`.

/** Modules in tier order: one of a lower line is never imported by one above or beside it. */
const TIERS = [
  ['identity'],
  ['codes'],
  ['catalog', 'audit'],
  ['datasets'],
  ['interop', 'harvest', 'datamap', 'plans'],
  ['portal', 'strategy', 'desk'],
]

const TEST = '(\\.test\\.tsx?$|/testing\\.tsx?$|^src/testing/|^test/)'
const IO = '^(node:)?(fs|fs/promises|net|tls|http|https|http2|dns|dgram|child_process|worker_threads|cluster)$'
const any = (names) => `(${names.join('|')})`

// A module that is on no line would be free of every tier rule: it is kept out of everybody's way until it is put on one.
const known = TIERS.flat()

const tiers = TIERS.flatMap((names, index) =>
  names.map((name) => ({
    name: `tiers-${name}`,
    comment: `${name} sees only the modules of lower tiers`,
    severity: 'error',
    from: { path: `^src/modules/${name}/`, pathNot: TEST },
    to: { path: `^src/modules/(?!${any([name, ...TIERS.slice(0, index).flat()])}/)` },
  })),
)

const modules = [
  {
    name: 'front-door',
    comment: 'another module is entered by its index.ts',
    severity: 'error',
    from: { path: '^src/modules/([^/]+)/', pathNot: TEST },
    to: { path: '^src/modules/[^/]+/', pathNot: ['^src/modules/$1/', '^src/modules/[^/]+/index\\.ts$'] },
  },
  {
    name: 'front-door-from-outside',
    comment: 'the program enters a module by its index.ts',
    severity: 'error',
    from: { path: '^src/', pathNot: ['^src/modules/', TEST] },
    to: { path: '^src/modules/[^/]+/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
  },
  {
    name: 'module-without-tier',
    comment: 'a new module is put on a line of TIERS first',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^src/modules/', pathNot: `^src/modules/${any(known)}/` },
  },
  {
    name: 'pure-model',
    comment: 'model.ts decides and does nothing: no store, no server, no I/O',
    severity: 'error',
    from: { path: '^src/modules/.*model\\.ts$' },
    to: {
      path: [
        IO,
        '^node_modules/(?!typebox/)',
        '^src/platform/(db|http|jobs|objects|search|audit|events|messages|secrets|log|backup)\\b',
        '^src/modules/.*/(store|[a-z-]+-store|reads|reader|api|pages|module|deps)\\.tsx?$',
      ],
    },
  },
  {
    name: 'modules-below-the-program',
    comment: 'modules are wired by modules.ts and know nothing of the program around them',
    severity: 'error',
    from: { path: '^src/modules/', pathNot: TEST },
    to: { path: '^src/(cli|islands|testing)/|^src/[^/]+$' },
  },
]

const rooms = [
  {
    name: 'platform-knows-no-module',
    // Column types and values are one vocabulary: what tabular finds out, DuckDB stores.
    comment: 'platform is the technical kit; of ours it sees only the column vocabulary of tabular/model.ts',
    severity: 'error',
    from: { path: '^src/platform/', pathNot: TEST },
    to: { path: '^src/', pathNot: ['^src/platform/', '^src/tabular/model\\.ts$'] },
  },
  {
    name: 'tabular-stands-alone',
    comment: 'tabular imports nothing of ours',
    severity: 'error',
    from: { path: '^src/tabular/', pathNot: TEST },
    to: { path: '^src/', pathNot: '^src/tabular/' },
  },
  {
    name: 'tabular-without-io',
    comment: 'tabular works on the bytes it is given',
    severity: 'error',
    from: { path: '^src/tabular/', pathNot: TEST },
    to: { path: IO },
  },
  {
    name: 'formats-pure',
    comment: 'formats are pure translations: nothing of ours, no I/O, no database',
    severity: 'error',
    from: { path: '^src/formats/', pathNot: TEST },
    to: { path: ['^src/(?!formats/)', IO, '^node_modules/(fastify|@fastify|pg|kysely|undici)/'] },
  },
  {
    name: 'ui-imports-text-only',
    comment: 'ui draws what it is given; of ours it uses platform/text alone',
    severity: 'error',
    from: { path: '^src/ui/', pathNot: TEST },
    to: { path: '^src/', pathNot: ['^src/ui/', '^src/platform/text\\.ts$'] },
  },
  {
    name: 'islands-stand-alone',
    comment: 'what runs in a browser imports nothing of the server',
    severity: 'error',
    from: { path: '^src/islands/', pathNot: TEST },
    to: { path: '.', pathNot: '^src/islands/' },
  },
  {
    name: 'no-island-in-server',
    comment: 'the server gives islands out as files',
    severity: 'error',
    from: { path: '^src/', pathNot: ['^src/islands/', TEST] },
    to: { path: '^src/islands/' },
  },
]

const EDGE = [
  '^src/[^/]+$',
  '^src/platform/http/',
  '^src/modules/(portal|desk)/',
  '^src/modules/.*\\.tsx$',
  '^src/modules/.*/pages/',
  '^src/modules/.*/(api|tus|module|routes|request-actor)\\.ts$',
  '^src/modules/.*-(api|routes|view|page|pages)\\.ts$',
  // A protocol that consists of bodies, headers and redirects.
  '^src/modules/interop/ckan/(index|transport|take-parts|site/[a-z-]+)\\.ts$',
]

const edges = [
  {
    name: 'fastify-at-the-edge',
    comment: 'use cases, stores and models know nothing of HTTP',
    severity: 'error',
    from: { path: '^src/', pathNot: [...EDGE, TEST] },
    to: { path: ['^node_modules/(fastify|@fastify)/', '^src/platform/http/'] },
  },
  {
    name: 'sql-behind-the-edge',
    comment: 'no SQL library in what answers requests, nor in the program around the modules',
    severity: 'error',
    from: { path: EDGE, pathNot: [TEST, '^src/platform/'] },
    to: { path: '^node_modules/(pg|kysely|pg-copy-streams|graphile-worker)/' },
  },
  {
    name: 'no-driver-in-modules',
    comment: 'modules get their database as ModuleDb, of their own schema',
    severity: 'error',
    from: { path: '^src/(modules|ui|tabular|formats)/', pathNot: TEST },
    to: { path: '^node_modules/(pg|pg-copy-streams|graphile-worker)/' },
  },
]

const everywhere = [
  {
    name: 'no-cycle',
    comment: 'no file needs itself',
    severity: 'error',
    from: { path: '^(src|test|tools|bench)/' },
    to: { circular: true },
  },
  {
    name: 'no-test-in-program',
    comment: 'the program does not stand on tests, factories or benches',
    severity: 'error',
    from: { path: '^src/', pathNot: TEST },
    to: { path: [TEST, '^(bench|tools)/'] },
  },
  {
    name: 'no-dev-dependency-in-program',
    comment: 'what runs must be among the dependencies',
    severity: 'error',
    from: { path: '^src/', pathNot: TEST },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: '^node_modules/@types/' },
  },
  {
    name: 'resolvable',
    comment: 'every import is found',
    severity: 'error',
    from: { path: '^(src|test|tools|bench)/' },
    to: { couldNotResolve: true },
  },
]

export default {
  forbidden: [...tiers, ...modules, ...rooms, ...edges, ...everywhere],
  options: {
    doNotFollow: { path: '^(node_modules|dist)/' },
    exclude: { path: '^(\\.cache|data)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default', 'types'],
    },
  },
}
