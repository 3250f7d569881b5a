import type { ModuleDb } from '../../platform/db/index.ts'

export type CodesDb = ModuleDb<'codes'>
