export { type ConnectOptions, connect, type Database, type ModuleDb, sameTransaction } from './database.ts'
export { type EmbeddedPostgres, startEmbedded } from './embedded.ts'
export { migrate, readMigrations } from './migrate.ts'
export { StartError } from './start-error.ts'
