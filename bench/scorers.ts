import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isSmoke, say } from './table.ts'

/** Reading messy files: the scorers that stand beside the project, on the built command line, against their bars. */
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const FOLDER = at('../../shared/tools/score/')
const NGUON = `"${process.execPath}" "${at('../dist/cli/main.js')}"`
const DUCKDB = `"${process.execPath}" "${at('duckdb-read.ts')}"`
const SMOKE_LIMIT = 6
const JOBS = Math.min(2, availableParallelism())

interface Scorer {
  readonly file: string
  /** Score line → least it may be. */
  readonly bars: ReadonlyMap<string, number>
  readonly anchor?: string
}

const bars = (all: Readonly<Record<string, number>>): ReadonlyMap<string, number> => new Map(Object.entries(all))

const SCORERS: readonly Scorer[] = [
  { file: 'gso', bars: bars({ gso: 0.98, 'gso-labels': 0.98 }), anchor: 'an honest 60-line converter: 0.805' },
  { file: 'gso-xls', bars: bars({ 'gso-xls': 1 }) },
  { file: 'cells', bars: bars({ cells: 0.85 }), anchor: 'published learned models: about 0.9' },
  {
    file: 'pollock',
    bars: bars({ pollock: 9.93, 'pollock-weighted': 9.5 }),
    anchor: 'best published on these files: 9.916, 8.900',
  },
  { file: 'legacy', bars: bars({ 'legacy-detection': 0.99, legacy: 0.995 }) },
  { file: 'places', bars: bars({ places: 0.99, 'places-34': 0.99 }) },
  { file: 'robust', bars: bars({ robust: 1 }) },
]

async function output(scorer: string, command: string): Promise<string> {
  const limit = isSmoke ? ['--limit', String(SMOKE_LIMIT)] : []
  const args = [`${FOLDER}${scorer}.mjs`, '--cmd', command, '--jobs', String(JOBS), '--worst', '0', ...limit]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`${scorer}: exit code ${String(code)}`)
  return text
}

const scoresOf = (text: string): ReadonlyMap<string, number> =>
  new Map(Array.from(text.matchAll(/^score (\S+): (\S+)$/gm), ([, name = '', value]) => [name, Number(value)]))

function sayScore(name: string, score: number, bar: number): void {
  const verdict = isSmoke ? '' : score >= bar ? '  met' : '  BELOW'
  say(`${name.padEnd(18)} ${score.toFixed(4).padStart(8)}   bar ${String(bar).padEnd(6)}${verdict}`)
}

async function survey(): Promise<void> {
  const ours = scoresOf(await output('survey', NGUON)).get('survey') ?? 0
  const duck = scoresOf(await output('survey', DUCKDB)).get('survey') ?? 0
  sayScore('survey', ours, 9.3)
  say(`  above DuckDB's own sniffer, same files, same run: ${duck.toFixed(4)}, ours ${(ours - duck).toFixed(4)} above`)
}

if (!existsSync(FOLDER)) say('scorers: skipped, ../shared/tools/score is absent')
else {
  say(`scorers${isSmoke ? `, first ${SMOKE_LIMIT} files of each` : ''}, load ${loadavg()[0]?.toFixed(1)}`)
  for (const { file, bars, anchor } of SCORERS) {
    const text = await output(file, NGUON)
    const scores = scoresOf(text)
    for (const [name, bar] of bars) if (scores.has(name)) sayScore(name, scores.get(name) ?? 0, bar)
    const crashes = /^crashes: (\d+)$/m.exec(text)?.[1]
    if (crashes !== undefined) say(`  ${crashes} crashes or over 30 s (bar 0)`)
    if (anchor) say(`  ${anchor}`)
  }
  await survey()
}
