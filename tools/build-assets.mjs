// Writes dist/assets: every asset under a name with its hash, and manifest.json (logical name → file).
// Runs after tsc: node tools/build-assets.mjs
import { createHash } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { readAssetSources } from '../dist/ui/asset-sources.js'

const PUBLIC_CSS_GZIP_BYTES = 20_000
const ISLANDS_GZIP_BYTES = 10_000

const root = new URL('../', import.meta.url)
const folder = new URL('dist/assets/', root)
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })

/** @type {Record<string, { file: string, type: string }>} */
const manifest = {}
for (const { name, type, content } of readAssetSources(root)) {
  const body = type === 'text/css' ? withHashedNames(content.toString()) : content
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  const dot = name.lastIndexOf('.')
  const file = `${name.slice(0, dot)}.${hash}${name.slice(dot)}`
  writeFileSync(new URL(file, folder), body)
  manifest[name] = { file, type }
  checkSize(name, body)
}
writeFileSync(new URL('manifest.json', folder), `${JSON.stringify(manifest, undefined, 1)}\n`)

function withHashedNames(/** @type {string} */ css) {
  return css.replace(/url\(([\w.-]+)\)/g, (whole, name) => {
    const known = manifest[name]
    if (!known) throw new Error(`the style sheet asks for ${name}, which is no asset`)
    return `url(${known.file})`
  })
}

function checkSize(/** @type {string} */ name, /** @type {string | Buffer} */ body) {
  const limit = name.endsWith('.css') ? PUBLIC_CSS_GZIP_BYTES : name.endsWith('.js') ? ISLANDS_GZIP_BYTES : Infinity
  const bytes = gzipSync(body).length
  if (bytes > limit) throw new Error(`${name} is ${bytes} bytes gzipped, more than ${limit}`)
}
