import { Connection, type ConnectionConfiguration, Request } from 'tedious'
import type { ConnectTo, ReadOptions } from './model.ts'

/** A conversation with a SQL Server: one question after the other, rows by column name. */
export interface SqlServerSession {
  ask(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  close(): void
}

/** Opens a session that says it will only read. */
export function openSession(to: ConnectTo, options: ReadOptions): Promise<SqlServerSession> {
  const { promise, resolve, reject } = Promise.withResolvers<SqlServerSession>()
  const connection = new Connection(settingsOf(to, options))
  connection.on('error', () => undefined)
  connection.connect((error) => {
    if (error) reject(error)
    else resolve({ ask: (sql) => ask(connection, sql), close: () => connection.close() })
  })
  return promise
}

function settingsOf(to: ConnectTo, { connectTimeoutMs, statementTimeoutMs }: ReadOptions): ConnectionConfiguration {
  return {
    server: to.host,
    authentication: { type: 'default', options: { userName: to.user, password: to.password } },
    options: {
      ...(to.port === undefined ? {} : { port: to.port }),
      database: to.database,
      encrypt: to.transport !== 'plain',
      trustServerCertificate: to.transport !== 'verified',
      readOnlyIntent: true,
      connectTimeout: connectTimeoutMs,
      requestTimeout: statementTimeoutMs,
      appName: 'nguon',
      rowCollectionOnRequestCompletion: false,
    },
  }
}

interface Cell {
  readonly metadata: { readonly colName: string }
  readonly value: unknown
}

function ask(connection: Connection, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Readonly<Record<string, unknown>>[]>()
  const rows: Readonly<Record<string, unknown>>[] = []
  const request = new Request(sql, (error) => (error ? reject(error) : resolve(rows)))
  request.on('row', (cells: readonly Cell[]) => {
    rows.push(Object.fromEntries(cells.map(({ metadata, value }) => [metadata.colName, value])))
  })
  connection.execSql(request)
  return promise
}
