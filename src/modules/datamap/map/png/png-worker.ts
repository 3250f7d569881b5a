import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { create, type Font } from 'fontkit'
import { textToPaths } from './text-to-paths.ts'

const WIDTH = 3000
const SUBSETS = ['latin', 'vietnamese', 'latin-ext']
const require = createRequire(import.meta.url)

async function readFonts(weight: number): Promise<Font[]> {
  const folder = join(dirname(require.resolve('@fontsource/be-vietnam-pro/package.json')), 'files')
  const files = SUBSETS.map((subset) => readFile(join(folder, `be-vietnam-pro-${subset}-${weight}-normal.woff`)))
  // A file holds one font; only collections hold several.
  return (await Promise.all(files)).map((bytes) => create(bytes) as Font)
}

const [regular, semibold] = await Promise.all([
  readFonts(400),
  readFonts(600),
  readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')).then((wasm) => initWasm(wasm)),
])
const fonts = { '400': regular, '600': semibold }

parentPort?.on('message', ({ id, svg }: { id: number; svg: string }) => {
  try {
    const fitTo = { mode: 'width', value: WIDTH } as const
    const png = new Resvg(textToPaths(svg, fonts), { fitTo, font: { loadSystemFonts: false } }).render().asPng()
    parentPort?.postMessage({ id, png })
  } catch (error) {
    parentPort?.postMessage({ id, failure: String(error) })
  }
})
