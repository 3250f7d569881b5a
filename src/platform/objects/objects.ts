import type { Readable } from 'node:stream'

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = `sha256:${string}`

export interface Stored {
  readonly digest: Digest
  readonly size: number
}

export interface ListedBlob extends Stored {
  readonly modified: Date
}

/** Bytes from `start` to `end`, both counted from 0 and included, as in an HTTP range. */
export interface ByteRange {
  readonly start: number
  readonly end?: number
}

export interface PutOptions {
  readonly maxBytes?: number
}

/** Content-addressed store of immutable blobs: the same bytes are kept once, under their digest. */
export interface Objects {
  /** Keeps the bytes; durable once it returns. */
  put(source: AsyncIterable<Uint8Array> | Uint8Array, options?: PutOptions): Promise<Stored>
  /** Takes over a finished file, moving it where it can; the path is gone afterwards. */
  adopt(path: string): Promise<Stored>
  /** A path inside the store for a file that will be adopted; swept if its maker dies. */
  tempPath(): string
  open(digest: string, range?: ByteRange): Promise<Readable>
  /** The folder under which every blob lies, for a process that may read nothing else. */
  readonly folder: string
  /** Where the blob lies on this machine. */
  path(digest: string): string
  has(digest: string): Promise<boolean>
  size(digest: string): Promise<number | undefined>
  remove(digest: string): Promise<void>
  list(): AsyncIterable<ListedBlob>
  /** Deletes temporary files whose process is gone; gives their number. */
  sweepTemp(): Promise<number>
}
