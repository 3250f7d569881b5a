import type { ModuleDb } from '../../platform/db/index.ts'

export type IdentityDb = ModuleDb<'identity'>
