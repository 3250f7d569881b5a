import type { HostRule, SchemaReader } from '../../../platform/schema-reader/index.ts'
import type { DatamapDeps } from '../deps.ts'
import type { ColumnWords } from './column-words.ts'

/** What reading running databases needs beside the data map itself. */
export interface LiveMeans {
  readonly reader: SchemaReader
  /** Servers the operator allows; empty: none. */
  readonly hosts: readonly HostRule[]
  readonly words: ColumnWords
  seal(text: string): string
  unseal(sealed: string): string | undefined
}

export interface LiveDeps extends DatamapDeps {
  readonly live: LiveMeans
}
