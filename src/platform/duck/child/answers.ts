import type { CallName, Calls } from '../protocol.ts'
import type { Work } from './database.ts'
import { closeExport, nextPiece, openExport } from './export.ts'
import { ingestSpool } from './ingest-spool.ts'
import { queryPage } from './query.ts'

type Answers = { readonly [K in CallName]: (work: Work, args: Calls[K]['in']) => Promise<Calls[K]['out']> }

export const answers: Answers = {
  'ingest.spool': ingestSpool,
  'rows.page': queryPage,
  'export.open': openExport,
  'export.next': nextPiece,
  'export.close': (_work, handle) => closeExport(handle),
} as Answers
