export type { ForeignEntries } from './deps.ts'
export { createEntryReader, type EntryReader, type EntryWish } from './entries/entry-reader.ts'
export { createFeed, type Feed, type FeedDeps, type FeedKind } from './feed/index.ts'
export { createInteropModule, type InteropModule } from './module.ts'
