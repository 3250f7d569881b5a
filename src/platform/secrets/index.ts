export { type KeySuccession, type NodeKeys, openNodeKeys, rotateNodeKey, successionText } from './node-keys.ts'
