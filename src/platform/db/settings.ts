import type pg from 'pg'

/** A fact the node has remembered about itself; undefined when it has not. */
export async function readSetting(pool: pg.Pool, name: string): Promise<unknown> {
  const { rows } = await pool.query<{ value: unknown }>('select value from platform.setting where name = $1', [name])
  return rows[0]?.value
}

export async function saveSetting(pool: pg.Pool, name: string, value: unknown): Promise<void> {
  await pool.query('insert into platform.setting (name, value) values ($1, $2)', [name, JSON.stringify(value)])
}
