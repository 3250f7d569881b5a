import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Database } from '../../../platform/db/index.ts'
import { silentLog } from '../../../platform/log.ts'
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

/** A database to read: people with their sexes, a table with a hostile name, an account that only reads. */
export async function makeForeign(name: string, hostile: string): Promise<Database> {
  const socketDir = inject('socketDir')
  const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
  await admin.pool.query(`create database ${name}`)
  await admin.pool.query(`create role ${name}_doc login`)
  await admin.close()
  const database = connect({ at: { socketDir, database: name }, log: silentLog, poolSize: 2 })
  await database.pool.query(`
    revoke create on schema public from public;
    create table dm_gioi_tinh (ma char(1) primary key, ten text);
    comment on table dm_gioi_tinh is 'Danh mục giới tính';
    create table nguoi_dan (so_cccd varchar(12) primary key, ho_ten text, gioi_tinh char(1) references dm_gioi_tinh, cot_la text);
    create table ${pg.escapeIdentifier(hostile)} (x int);
    insert into dm_gioi_tinh values ('1', 'Nam'), ('2', 'Nữ');
    insert into nguoi_dan select lpad(n::text, 12, '0'), 'Nguyễn Văn An', '1', '0010990' || (10000 + n) from generate_series(1, 50) n;
    grant select on all tables in schema public to ${name}_doc;
    analyze`)
  return database
}
