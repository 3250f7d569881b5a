export type { AuditOptions } from './deps.ts'
export { type AuditModule, createAuditModule } from './module.ts'
