import type { Engine, SchemaReader } from './model.ts'

const READERS: Readonly<Record<Engine, () => Promise<SchemaReader>>> = {
  postgresql: async () => (await import('./postgresql.ts')).postgresqlReader,
  mysql: async () => (await import('./mysql.ts')).mysqlReader,
  sqlserver: async () => (await import('./sql-server.ts')).sqlServerReader,
}

/** Reads any server it knows; a driver is loaded when first needed. */
export function createSchemaReader(): SchemaReader {
  return { read: async (to, options) => (await READERS[to.engine]()).read(to, options) }
}
