import type { Value } from '../../../tabular/model.ts'
import type { TableColumn } from '../sql.ts'

/** A table under the name the statement calls it by. */
export interface NamedFile {
  readonly name: string
  readonly file: string
  readonly columns: readonly TableColumn[]
}

export interface SandboxLimits {
  /** Rows of the answer; what is beyond is cut and said so. */
  readonly rows: number
  /** Bytes of the answer, roughly. */
  readonly bytes: number
  readonly deadlineMs: number
}

export interface SandboxJob {
  readonly sql: string
  readonly tables: readonly NamedFile[]
  readonly limits: Pick<SandboxLimits, 'rows' | 'bytes'>
  readonly memoryMb: number
}

/** Type of a result column, by the name PostgreSQL's clients know. */
export type ResultType =
  | 'bool'
  | 'int2'
  | 'int4'
  | 'int8'
  | 'numeric'
  | 'float4'
  | 'float8'
  | 'text'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'timestamptz'
  | 'interval'

export interface SandboxResult {
  readonly columns: readonly { readonly name: string; readonly type: ResultType }[]
  readonly rows: readonly (readonly Value[])[]
  /** True when rows were cut at a limit. */
  readonly truncated: boolean
}

/** What a statement reads, found without running it. */
export interface SandboxPlan {
  readonly tables: readonly string[]
}
