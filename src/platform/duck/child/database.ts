import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { ChildSettings } from '../protocol.ts'
import { quoteText } from '../sql.ts'

/** Opens DuckDB in memory and closes everything to its SQL but the given folders and files. */
export async function openDatabase(settings: ChildSettings): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(settings.threads),
    memory_limit: `${settings.memoryMb}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
    temp_directory: settings.tempDir,
    max_temp_directory_size: `${settings.spillMb}MB`,
  })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  // Files are immutable and named by digest, so their footers need to be read once.
  await connection.run('SET parquet_metadata_cache = true')
  await connection.run(`SET allowed_directories = [${settings.folders.map(quoteText).join(', ')}]`)
  await connection.run(`SET allowed_paths = [${settings.files.map(quoteText).join(', ')}]`)
  await connection.run('SET enable_external_access = false')
  await connection.run('SET lock_configuration = true')
  connection.closeSync()
  return instance
}

/** What a question may use while it is answered. */
export interface Work {
  readonly connection: DuckDBConnection
  /** Names the connection a cancel has to stop, where it is not the one above. */
  interrupts(other: DuckDBConnection): void
}
