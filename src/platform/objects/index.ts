export { createDiskObjects } from './disk.ts'
export type { ByteRange, Digest, ListedBlob, Objects, PutOptions, Stored } from './objects.ts'
export { isLeftOver, ownTempName } from './temp-name.ts'
