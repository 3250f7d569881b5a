import { gunzipSync as nodeGunzip } from 'node:zlib'
import { unzipSync } from 'fflate'
import type { Problem } from '../model.ts'
import type { FileFormat } from './decoded-file.ts'
import { listZip } from './zip-directory.ts'

const MAX_SIZE = 500_000_000
const TOO_LARGE: Problem = { code: 'too-large', severity: 'error' }

/** Unpacks an archive that holds one file; nothing when it holds several, for then a person must choose. */
export function unpackSingle(bytes: Uint8Array, format: FileFormat): Uint8Array | Problem | undefined {
  if (format === 'gzip') return gunzip(bytes)
  const files = (listZip(bytes) ?? []).filter((e) => !e.name.endsWith('/') && !/(?:^|\/)(?:__MACOSX|\.)/.test(e.name))
  const [only] = files
  if (files.length !== 1 || !only) return undefined
  if (only.size > MAX_SIZE) return TOO_LARGE
  return unzipSync(bytes, { filter: (file) => file.name === only.name })[only.name]
}

function gunzip(bytes: Uint8Array): Uint8Array | Problem {
  try {
    return nodeGunzip(bytes, { maxOutputLength: MAX_SIZE })
  } catch (error) {
    if (error instanceof RangeError) return TOO_LARGE
    return { code: 'damaged-file', severity: 'error', params: { detail: 'gzip' } }
  }
}
