import type { ErrorMessage } from './errors.ts'
import type { ExportJob } from './exports/model.ts'
import type { CsvJob, IngestDone, ParquetJob, Sniffed, SniffJob, SpoolJob } from './ingest/model.ts'
import type { ColumnProfile } from './profile.ts'
import type {
  AggregateJob,
  AggregateResult,
  DiffJob,
  DiffResult,
  DistinctJob,
  DistinctResult,
  LeastHashesJob,
  PageJob,
  PageRows,
  SummaryJob,
} from './rows/model.ts'
import type { SelectJob } from './rows/select-model.ts'
import type { SandboxJob, SandboxPlan, SandboxResult } from './sandbox/model.ts'

/** What a child may touch and use; sent once, before the first call. */
export interface ChildSettings {
  readonly threads: number
  readonly memoryMb: number
  readonly spillMb: number
  readonly tempDir: string
  /** Folders it may read and write; everything else on the disk is closed to its SQL. */
  readonly folders: readonly string[]
  readonly files: readonly string[]
}

/** Every question a child answers: what goes in and what comes out. */
export interface Calls {
  readonly 'ingest.spool': { readonly in: SpoolJob; readonly out: IngestDone }
  readonly 'ingest.csv': { readonly in: CsvJob; readonly out: IngestDone }
  readonly 'ingest.parquet': { readonly in: ParquetJob; readonly out: IngestDone }
  readonly 'ingest.sniff': { readonly in: SniffJob; readonly out: Sniffed }
  readonly 'rows.page': { readonly in: PageJob; readonly out: PageRows }
  readonly 'rows.select': { readonly in: SelectJob; readonly out: Omit<PageRows, 'next'> }
  readonly 'rows.aggregate': { readonly in: AggregateJob; readonly out: AggregateResult }
  readonly 'rows.distinct': { readonly in: DistinctJob; readonly out: DistinctResult }
  readonly 'rows.summary': { readonly in: SummaryJob; readonly out: readonly ColumnProfile[] }
  readonly 'rows.least-hashes': { readonly in: LeastHashesJob; readonly out: readonly number[] }
  readonly 'rows.diff': { readonly in: DiffJob; readonly out: DiffResult }
  readonly 'sandbox.plan': { readonly in: string; readonly out: SandboxPlan }
  readonly 'sandbox.query': { readonly in: SandboxJob; readonly out: SandboxResult }
  readonly 'export.open': { readonly in: ExportJob; readonly out: number }
  readonly 'export.next': { readonly in: number; readonly out: Uint8Array | undefined }
  readonly 'export.close': { readonly in: number; readonly out: undefined }
}

export type CallName = keyof Calls

export type ToChild =
  | { readonly type: 'open'; readonly settings: ChildSettings }
  | { readonly type: 'call'; readonly id: number; readonly name: CallName; readonly args: unknown }
  | { readonly type: 'cancel'; readonly id: number }

export type FromChild =
  | { readonly type: 'ready' }
  | { readonly type: 'done'; readonly id: number; readonly cpuMs: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly cpuMs: number; readonly error: ErrorMessage }
