import type { FoundColumn, FoundSchema, FoundTable } from '../../../platform/schema-reader/index.ts'

export function aColumn(name: string, more: Partial<FoundColumn> = {}): FoundColumn {
  return { name, type: 'text', nullable: true, ...more }
}

export function aTable(name: string, columns: readonly FoundColumn[], more: Partial<FoundTable> = {}): FoundTable {
  return { schema: 'public', name, kind: 'table', columns, key: [], foreignKeys: [], indexes: [], ...more }
}

export function aSchema(tables: readonly FoundTable[], more: Partial<FoundSchema> = {}): FoundSchema {
  return { engine: 'postgresql', version: '18.0', database: 'thu', mayWrite: [], tables, cut: false, ...more }
}
