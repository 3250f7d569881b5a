export { createDuck, type Duck, type DuckOptions } from './duck.ts'
export { type ExportQuery, type Exports, exportFormats } from './exports/exports.ts'
export type { ExportFormat } from './exports/model.ts'
export {
  type Condition,
  type FilterOp,
  type FilterProblem,
  parseFilters,
  readTyped,
} from './filter.ts'
export type { Ingest, Ingested, IngestOptions } from './ingest/ingest.ts'
export type { ColumnFailures, CsvColumn, CsvDialect, CsvJob, Sniffed } from './ingest/model.ts'
export type { Row, Rows as RowSource } from './ingest/spool.ts'
export { type DuckLimits } from './limits.ts'
export type { ColumnProfile, CountedValue, StoredColumn } from './profile.ts'
export type {
  AggregateResult,
  ChangedRow,
  DiffResult,
  DistinctResult,
  Measure,
  MeasureKind,
  Sort,
  TableRef,
} from './rows/model.ts'
export type { AskOptions, Page, PageQuery, Rows } from './rows/rows.ts'
export { type Selected, type SelectQuery } from './rows/select.ts'
export {
  type Comparison,
  ROW_ID,
  type SelectSort,
  type Term,
  type TermFunction,
  type Where,
} from './rows/select-model.ts'
export type { ResultType, SandboxLimits, SandboxResult } from './sandbox/model.ts'
export { type Sandbox, type SandboxQuery } from './sandbox/sandbox.ts'
export type { Storage, TableColumn } from './sql.ts'
