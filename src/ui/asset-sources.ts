import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

/** A file the browser loads, before it gets a name with its hash. */
export interface AssetSource {
  /** Logical name: `nguon.css`, `tim-nhanh.js`. */
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

const FONT_WEIGHTS = [400, 500, 600] as const

/** All assets of the project under `root`; leaves first, so that a name a later one mentions is already known. */
export function readAssetSources(root: URL): readonly AssetSource[] {
  return [...readFonts(root), ...readImages(root), readStyles(root), ...readIslands(root)]
}

function readFonts(root: URL): AssetSource[] {
  const text = FONT_WEIGHTS.flatMap((weight) =>
    ['latin', 'vietnamese'].map((subset) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
  ).map((name) => [name, new URL(`node_modules/@fontsource/be-vietnam-pro/files/${name}`, root)] as const)
  const digits = FONT_WEIGHTS.map((weight) => `nguon-so-${weight}.woff2`).map(
    (name) => [name, new URL(`src/ui/fonts/${name}`, root)] as const,
  )
  return [...text, ...digits].map(([name, url]) => ({ name, type: 'font/woff2', content: readFileSync(url) }))
}

function readImages(root: URL): AssetSource[] {
  const folder = new URL('src/ui/images/', root)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.svg'))
    .map((name) => ({ name, type: 'image/svg+xml', content: readFileSync(new URL(name, folder)) }))
}

function readStyles(root: URL): AssetSource {
  const folder = new URL('src/ui/css/', root)
  const index = readFileSync(new URL('nguon.css', folder), 'utf8')
  const parts = [...index.matchAll(/@import "([^"]+)"/g)].map(([, name]) =>
    readFileSync(new URL(name ?? '', folder), 'utf8'),
  )
  return { name: 'nguon.css', type: 'text/css', content: Buffer.from(shrinkCss(parts.join('\n'))) }
}

/** Takes comments and needless white space out of a style sheet whose strings hold neither. */
function shrinkCss(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
}

function readIslands(root: URL): AssetSource[] {
  const folder = new URL('src/islands/', root)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.d.ts'))
    .map((file) => ({ name: file.replace(/\.ts$/, '.js'), type: 'text/javascript', content: readIsland(root, file) }))
}

function readIsland(root: URL, file: string): Buffer {
  const compiled = new URL(`dist/islands/${file.replace(/\.ts$/, '.js')}`, root)
  if (import.meta.url.endsWith('.js') && existsSync(compiled)) return readFileSync(compiled)
  // Before a build (development, tests) the browser gets the source with its types blanked out.
  return Buffer.from(stripTypeScriptTypes(readFileSync(new URL(`src/islands/${file}`, root), 'utf8')))
}
