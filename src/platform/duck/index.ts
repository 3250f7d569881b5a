export { createDuck, type Duck, type DuckOptions } from './duck.ts'
export { exportFormats, type ExportQuery, type Exports } from './exports/exports.ts'
export type { ExportFormat } from './exports/model.ts'
export {
  type Condition,
  type FilterOp,
  type FilterProblem,
  filterOps,
  opsFor,
  parseFilters,
  printFilter,
} from './filter.ts'
export type { Ingest, Ingested, IngestOptions } from './ingest/ingest.ts'
export type { ColumnFailures, CsvColumn, CsvDialect, CsvJob, Sniffed } from './ingest/model.ts'
export type { Row, Rows as RowSource } from './ingest/spool.ts'
export { type DuckLimits, defaultLimits } from './limits.ts'
export type { ColumnProfile, CountedValue, StoredColumn } from './profile.ts'
export { cursorDigest } from './rows/cursor.ts'
export type {
  AggregateResult,
  ChangedRow,
  DiffResult,
  DistinctResult,
  Measure,
  MeasureKind,
  Sort,
} from './rows/model.ts'
export type { AskOptions, Page, PageQuery, Rows, TableRef } from './rows/rows.ts'
export type { Storage, TableColumn } from './sql.ts'
