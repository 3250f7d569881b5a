export type { ForeignEntries } from './deps.ts'
export { createEntryReader, type EntryReader, type EntryWish } from './entries/entry-reader.ts'
export { createInteropModule, type InteropModule } from './module.ts'
