export {
  type Json,
  type Notice,
  type Problem,
  type Source,
  type SourceKind,
  type SourceMapping,
} from './model.ts'
export type { OpenFrom, SourceAdapter, SourceEntry, SourceMeans, SourcePage } from './port.ts'
