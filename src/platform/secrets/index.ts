export { type NodeKeys, openNodeKeys } from './node-keys.ts'
