import type { CallName, Calls } from '../protocol.ts'
import { planSql, runSql } from '../sandbox/run.ts'
import { aggregate, distinctValues } from './aggregate.ts'
import type { Work } from './database.ts'
import { diffTables } from './diff.ts'
import { closeExport, nextPiece, openExport } from './export.ts'
import { ingestCsv } from './ingest-csv.ts'
import { ingestParquet } from './ingest-parquet.ts'
import { ingestSpool } from './ingest-spool.ts'
import { leastHashes } from './least-hashes.ts'
import { queryPage } from './query.ts'
import { selectRows } from './select.ts'
import { sniffCsv } from './sniff-csv.ts'
import { summarise } from './summary.ts'

type Answers = { readonly [K in CallName]: (work: Work, args: Calls[K]['in']) => Promise<Calls[K]['out']> }

/** Who answers which question. */
export const answers: Answers = {
  'ingest.spool': ingestSpool,
  'ingest.csv': ingestCsv,
  'ingest.parquet': ingestParquet,
  'ingest.sniff': sniffCsv,
  'rows.page': queryPage,
  'rows.select': selectRows,
  'rows.aggregate': aggregate,
  'rows.distinct': distinctValues,
  'rows.summary': summarise,
  'rows.least-hashes': leastHashes,
  'rows.diff': diffTables,
  'sandbox.plan': planSql,
  'sandbox.query': runSql,
  'export.open': openExport,
  'export.next': nextPiece,
  'export.close': (_work, handle) => closeExport(handle),
}
