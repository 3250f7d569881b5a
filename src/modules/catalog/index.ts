export { missingForReview } from './clean-record.ts'
export type { CatalogDeps } from './deps.ts'
export { errors as catalogErrors } from './errors.ts'
export { type Question } from './feedback/ask.ts'
export { type KeepingForeign, keepForeign } from './foreign/keep-foreign.ts'
export type { ForeignRecord, KeptForeign } from './foreign/model.ts'
export type { Origin } from './foreign/origin.ts'
export { moveForeign, type RemovingForeign, removeForeign } from './foreign/remove-foreign.ts'
export type { Kind, KindPages, Publication } from './kinds.ts'
export type {
  Change,
  Decision,
  Draft,
  InReview,
  Published,
  Resource,
  ResourceState,
  ResourceSummary,
  Scheduled,
} from './model.ts'
export { type CatalogInside, type CatalogModule, createCatalogModule } from './module.ts'
export { readAddresses, readAddressStarts } from './read-addresses.ts'
export {
  type AnsweredElsewhere,
  type FeedResource,
  listFeedResources,
  type QuestionForOwner,
  readAnswersForNodes,
  readFeedResources,
  readQuestionsForOwners,
} from './read-feed.ts'
export { countPublicDatasets, type PublicWish, readPublicByIds, readPublicDatasets } from './read-public.ts'
export { readAgencySeries, readSeries, readSeriesMembers, SERIES, type SeriesMember } from './read-series.ts'
export {
  countStamped,
  readFirstStamp,
  readOneStamped,
  readStamped,
  type Stamped,
  type StampedWish,
} from './read-stamped.ts'
export type { CatalogReader } from './reader.ts'
export {
  type OpenFeedback,
  type PublicFeedback,
  readAgencyResources,
  readFeedback,
  readFigures,
  readOpenFeedback,
  readOpenWork,
  readPublications,
  readResources,
  type WorkRow,
} from './reads.ts'
export { emptyRecord, ResourceRecord, TableNote } from './record.ts'
export { approvalTarget } from './review/approval-target.ts'
export { renewSummary } from './review/renew-summary.ts'
export { catalogFields, type Freshness, freshnessOf, type StoredHit } from './search/fields.ts'
export { dayInVietnam } from './today.ts'
