import type { HarvestDb } from '../records/record-store.ts'

/** That the people who keep a source were told of one list of problems. */
export interface ContactNotice {
  readonly list: string
  readonly email: string
  /** `inbox`: somebody with an account here; `mail`: the letter with this key. */
  readonly way: 'inbox' | 'mail'
  readonly key: string
  readonly records: number
  readonly at: Date
}

/** The last one; undefined before the first. */
export async function lastNotice(db: HarvestDb, sourceId: string): Promise<ContactNotice | undefined> {
  const row = await db
    .selectFrom('harvest.contact_notice')
    .selectAll()
    .where('source_id', '=', sourceId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, way: row.way === 'inbox' ? 'inbox' : 'mail' }
}

/** Whether that address was told of that list. */
export async function wasTold(
  db: HarvestDb,
  sourceId: string,
  { list, email }: Pick<ContactNotice, 'list' | 'email'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('harvest.contact_notice')
    .select('key')
    .where('source_id', '=', sourceId)
    .where('list', '=', list)
    .where('email', '=', email)
    .executeTakeFirst()
  return row !== undefined
}

/** Notes it; the first time stays. */
export async function noteTold(tx: HarvestDb, sourceId: string, notice: ContactNotice): Promise<void> {
  await tx
    .insertInto('harvest.contact_notice')
    .values({ source_id: sourceId, ...notice })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
