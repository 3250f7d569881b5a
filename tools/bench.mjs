// npm run bench: every bench one after the other, into bench/RESULTS.md. With --smoke: small and quick, proves only that
// they run and that what is no time (bytes, equal answers) holds; writes no results.
// node tools/bench.mjs [--smoke] [name …]
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { prepare, root } from './prepare.mjs'

const BENCHES = [
  {
    name: 'ingest',
    title: 'Publishing 10 M rows: load against bare DuckDB (bar ≤ 1.5 ×, < 600 MB)',
    run: ['bench/ingest.ts'],
  },
  {
    name: 'publish',
    title: 'Publishing 10 M rows from upload to findable, by HTTP, against bare DuckDB (bar ≤ 1.5 ×, < 600 MB)',
    run: ['bench/publish.ts'],
  },
  { name: 'rows', title: 'Row API page against DuckDB asked directly (bar ≤ 1.3 ×)', run: ['bench/rows.ts'] },
  {
    name: 'sandbox',
    title: 'Row pages and normal SQL while strangers send hostile SQL, against the same alone (bar ≤ 2 × at p95)',
    run: ['bench/sandbox.ts'],
  },
  {
    name: 'search',
    title: 'Search with six facets, 100,000 records (bar p95 < 5 ms)',
    run: ['bench/search.ts', '100000'],
  },
  {
    name: 'search-1m',
    title: 'Search with six facets, 1,000,000 records (bar p95 < 40 ms)',
    run: ['--max-old-space-size=8000', 'bench/search.ts', '1000000'],
    long: true,
  },
  {
    name: 'pages',
    title: 'Dataset page against the same HTML from memory (bar ≥ 0.35), bytes of public pages',
    run: ['bench/pages.ts'],
  },
  {
    name: 'scorers',
    title: "Reading messy files: every scorer against its bar, DuckDB's sniffer beside it",
    run: ['bench/scorers.ts'],
  },
  {
    name: 'vn-sheets',
    title: 'Vietnamese sheets of our own, with answers: F1 over facts, DuckDB and a plain reader beside it',
    run: ['bench/vn-sheets/score.ts'],
  },
  {
    name: 'reading',
    title: 'Speed of reading: a small file with start-up (bar 0.7 s), XLSX 100k × 20 (bars 2 × and 3 × of hucre)',
    run: ['bench/reading.ts'],
  },
  {
    name: 'map',
    title: 'Page of the data map at 10,000 databases (bars 60 kB gz, p95 100 ms)',
    run: ['bench/map.ts'],
  },
  {
    name: 'ckan',
    title: 'CKAN package_search with facets over HTTP at 100,000 datasets (bar ≥ 1,000 req/s), against the bare engine',
    run: ['bench/ckan.ts'],
  },
  {
    name: 'dcat',
    title: 'Whole catalogue of 100,000 datasets as Turtle against the bare N3 writer (bar ≤ 3 ×)',
    run: ['bench/dcat.ts'],
  },
  {
    name: 'read-schema',
    title: 'Structure of a running PostgreSQL of 2,000 tables (bar < 10 s), against bare catalogue queries',
    run: ['bench/read-schema.ts'],
  },
  {
    name: 'harvest',
    title: 'Harvest from another CKAN on this machine into catalogue and search (bar ≥ 1,000 datasets/s)',
    run: ['bench/harvest.ts'],
  },
  { name: 'start', title: 'Start of a node and its memory (bar: second start < 5 s)', run: ['bench/start.ts'] },
]

const asked = process.argv.slice(2)
const isSmoke = asked.includes('--smoke')
const names = asked.filter((word) => !word.startsWith('--'))
const chosen = BENCHES.filter(({ name, long }) => (names.length > 0 ? names.includes(name) : !(isSmoke && long)))
const node = await prepare()
const done = []
for (const bench of chosen) {
  process.stdout.write(`\n── ${bench.title}\n`)
  const began = Date.now()
  const { code, output } = await run(bench.run)
  done.push({
    ...bench,
    ok: code === 0,
    why: code === 0 ? '' : `exit code ${code}`,
    output,
    seconds: Math.round((Date.now() - began) / 1000),
  })
}
const results = join(root, '.cache', 'results')
mkdirSync(results, { recursive: true })
writeFileSync(join(results, 'bench.json'), JSON.stringify(done.map(({ name, ok, why }) => ({ name, ok, why }))))
if (!isSmoke && names.length === 0) writeFileSync(join(root, 'bench', 'RESULTS.md'), report())
process.exitCode = done.every(({ ok }) => ok) ? 0 : 1

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(node, [...args, ...(isSmoke ? ['--smoke'] : [])], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      process.stdout.write(chunk)
    })
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function report() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [cpu] = cpus()
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Linux ${release()}, Node ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}`
  const parts = done.map(
    ({ title, output, seconds, ok }) =>
      `## ${title}\n\n\`\`\`\n${output.trim()}\n\`\`\`\n\n${ok ? '' : 'Failed. '}Took ${seconds} s.\n`,
  )
  return [
    '# Results of `npm run bench`',
    '',
    `Nguồn ${version}, ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}; load at the end ${loadavg()[0].toFixed(1)}.`,
    'Absolute figures belong to this machine; the ratios were taken in one run, side by side.',
    '',
    ...parts,
  ].join('\n')
}
