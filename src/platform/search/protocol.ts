import type { SearchChange, SearchFields, SearchRequest, SearchResult, SearchSuggestion } from './model.ts'

/** What the engine hands its worker thread at start. */
export interface WorkerStart {
  readonly fields: SearchFields
  /** Folder of the snapshot to begin with and to write to. */
  readonly snapshotPath?: string
  /** A rebuild begins empty although a snapshot exists. */
  readonly empty: boolean
}

/** How the index began: a damaged snapshot is not used, and the caller has to rebuild. */
export type SearchOpening =
  | { readonly from: 'snapshot'; readonly position: string | undefined; readonly docs: number }
  | { readonly from: 'nothing' }
  | { readonly from: 'damaged-snapshot'; readonly reason: string }

export interface WorkerStats {
  readonly docs: number
  readonly terms: number
  readonly bytes: number
  readonly segments: number
  readonly deadDocs: number
  readonly position: string | undefined
}

/** The calls of the worker: name → arguments and answer. */
export interface WorkerCalls {
  apply: { args: { changes: readonly SearchChange[]; position: string | undefined }; answer: undefined }
  search: { args: SearchRequest; answer: SearchResult }
  suggest: { args: { prefix: string; limit: number }; answer: SearchSuggestion[] }
  snapshot: { args: undefined; answer: boolean }
  stats: { args: undefined; answer: WorkerStats }
}

export type CallName = keyof WorkerCalls

export type WorkerRequest = {
  [Name in CallName]: { id: number; call: Name; args: WorkerCalls[Name]['args'] }
}[CallName]

export type WorkerReply =
  | { readonly kind: 'opened'; readonly opening: SearchOpening }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly message: string }
