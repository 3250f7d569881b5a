export { type NodeKeys, openNodeKeys } from './node-keys.ts'
export { createSealer, type Sealer } from './seal.ts'
