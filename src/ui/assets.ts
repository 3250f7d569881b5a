import { existsSync, readFileSync } from 'node:fs'
import { type AssetSource, readAssetSources } from './asset-sources.ts'

/** A file ready to be sent; one with its hash in the name never changes. */
export interface Asset {
  readonly type: string
  readonly content: Buffer
  readonly immutable: boolean
}

interface Assets {
  readonly fileNames: ReadonlyMap<string, string>
  readonly files: ReadonlyMap<string, Asset>
}

const PROJECT = new URL('../../', import.meta.url)
let loaded: Assets | undefined

/** Address of an asset by its logical name: `assetUrl('nguon.css')` → `/assets/nguon.1f3c9a2b.css`. */
export function assetUrl(name: string): string {
  const fileName = assets().fileNames.get(name)
  if (!fileName) throw new Error(`no asset named ${name}`)
  return `/assets/${fileName}`
}

/** What stands behind `/assets/{fileName}`; undefined when there is no such file. */
export function findAsset(fileName: string): Asset | undefined {
  return assets().files.get(fileName)
}

function assets(): Assets {
  loaded ??= import.meta.url.endsWith('.js') ? readBuilt() : fromSources(readAssetSources(PROJECT))
  return loaded
}

function readBuilt(): Assets {
  const folder = new URL('dist/assets/', PROJECT)
  const manifest = new URL('manifest.json', folder)
  if (!existsSync(manifest)) return fromSources(readAssetSources(PROJECT))
  const listed = JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, { file: string; type: string }>
  const entries = Object.entries(listed)
  return {
    fileNames: new Map(entries.map(([name, { file }]) => [name, file])),
    files: new Map(
      entries.map(([, { file, type }]) => [
        file,
        { type, content: readFileSync(new URL(file, folder)), immutable: true },
      ]),
    ),
  }
}

function fromSources(sources: readonly AssetSource[]): Assets {
  return {
    fileNames: new Map(sources.map(({ name }) => [name, name])),
    files: new Map(sources.map(({ name, type, content }) => [name, { type, content, immutable: false }])),
  }
}
