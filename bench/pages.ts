import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { startProgram } from './program.ts'
import { isSmoke, median, numberOption, say } from './table.ts'

/** The dataset page against the same HTML from memory, both asked in turn; and what public pages weigh. */
const rounds = numberOption('rounds', isSmoke ? 1 : 7)
const roundMs = numberOption('ms', isSmoke ? 200 : 4_000)
const CLIENTS = 16
const LEAST_RATIO = 0.35
const LIMITS = { html: 60_000, css: 20_000, js: 10_000 } as const

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })

function ask(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { accept: 'text/html' } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(Buffer.concat(parts).toString())
          : reject(new Error(`${url} answered ${response.statusCode}`)),
      )
    })
    request.on('error', reject)
  })
}

/** Answers a second with sixteen clients that ask again as soon as they have an answer. */
async function rate(url: string, forMs: number): Promise<number> {
  const began = performance.now()
  let answers = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (performance.now() - began < forMs) {
        await ask(url)
        answers++
      }
    }),
  )
  return (answers * 1000) / (performance.now() - began)
}

async function compare(pageUrl: string, folder: string): Promise<void> {
  const file = join(folder, 'page.html')
  await writeFile(file, await ask(pageUrl))
  const child = spawn(process.execPath, [fileURLToPath(new URL('./serve-memory.ts', import.meta.url)), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const memoryUrl = `${line.toString().trim()}/`
  const ours: number[] = []
  const bare: number[] = []
  await rate(pageUrl, roundMs)
  for (let round = 0; round < rounds; round++) {
    ours.push(await rate(pageUrl, roundMs))
    bare.push(await rate(memoryUrl, roundMs))
  }
  child.kill('SIGTERM')
  const ratio = median(ours.map((value, index) => value / (bare[index] ?? Number.NaN)))
  say(`dataset page        ${median(ours).toFixed(0)}/s`)
  say(`same HTML, memory   ${median(bare).toFixed(0)}/s`)
  say(`ratio               ${ratio.toFixed(2)} (bar ${LEAST_RATIO})`)
}

function linked(html: string, pattern: RegExp): readonly string[] {
  return [...new Set([...html.matchAll(pattern)].map(([, path]) => path ?? ''))]
}

async function weigh(origin: string, path: string): Promise<boolean> {
  const html = await ask(`${origin}${path}`)
  const zipped = async (paths: readonly string[]) => {
    const texts = await Promise.all(paths.map((asset) => ask(new URL(asset, origin).href)))
    return texts.reduce((sum, text) => sum + gzipSync(text).length, 0)
  }
  const weights = {
    html: gzipSync(html).length,
    css: await zipped(linked(html, /<link[^>]+rel="stylesheet"[^>]*href="([^"]+)"/g)),
    js: await zipped(linked(html, /<script[^>]+src="([^"]+)"/g)),
  }
  const parts = (['html', 'css', 'js'] as const).map((part) => `${part} ${String(weights[part]).padStart(6)}`)
  const fits = (['html', 'css', 'js'] as const).every((part) => weights[part] <= LIMITS[part])
  say(`${path.padEnd(44)} ${parts.join('  ')}  ${fits ? '' : '← too heavy'}`)
  return fits
}

const folder = await mkdtemp(join(tmpdir(), 'nguon-bench-pages-'))
const program = await startProgram(folder)
try {
  const list = await ask(`${program.url}/bo-du-lieu`)
  const dataset = /href="(\/bo-du-lieu\/[a-z0-9-]+)"/.exec(list)?.[1]
  if (!dataset) throw new Error('the demo published nothing')
  say(`pages: ${rounds} rounds of ${roundMs} ms, ${CLIENTS} clients, load ${loadavg()[0]?.toFixed(1)}`)
  await compare(`${program.url}${dataset}`, folder)
  say(`\nbytes, gzip (limits: html ${LIMITS.html}, css ${LIMITS.css}, js ${LIMITS.js})`)
  const agency = /href="(\/co-quan\/[^"?]+)"/.exec(await ask(`${program.url}${dataset}`))?.[1]
  const theme = /href="(\/chu-de\/[^"?]+)"/.exec(await ask(`${program.url}/`))?.[1]
  const paths = ['/', '/bo-du-lieu', '/bo-du-lieu?q=d%E1%BB%AF+li%E1%BB%87u', dataset, agency, theme]
  for (const path of paths) if (path && !(await weigh(program.url, path))) process.exitCode = 1
} finally {
  agent.destroy()
  await program.stop()
  await rm(folder, { recursive: true, force: true })
}
