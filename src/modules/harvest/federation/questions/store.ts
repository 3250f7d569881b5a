import { sql } from 'kysely'
import type { FeedbackLetter } from '../../../../formats/nguon/wire.ts'
import type { HarvestDb } from '../../records/record-store.ts'

export interface WaitingLetter {
  readonly feedbackId: string
  readonly nodeId: string
  readonly letter: FeedbackLetter
  readonly attempts: number
}

/** Puts letters into the box; one that is there already stays as it is. */
export async function keepLetters(db: HarvestDb, letters: readonly FeedbackLetter[], at: Date): Promise<void> {
  if (letters.length === 0) return
  await db
    .insertInto('harvest.question_out')
    .values(
      letters.map((letter) => ({
        feedback_id: letter.question,
        node_id: letter.to,
        letter: JSON.stringify(letter),
        next_at: at,
        created_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

const CLAIM_SECONDS = 60

/** Letters whose time has come; whoever takes them has a minute before another process may. */
export async function claimLetters(db: HarvestDb, now: Date): Promise<readonly WaitingLetter[]> {
  const { rows } = await sql<{ feedback_id: string; node_id: string; letter: unknown; attempts: number }>`
    update harvest.question_out set attempts = attempts + 1, next_at = ${now}::timestamptz + ${CLAIM_SECONDS} * interval '1 second'
    where feedback_id in (select feedback_id from harvest.question_out where state = 'waiting' and next_at <= ${now}
      order by next_at limit 20 for update skip locked)
    returning feedback_id, node_id, letter, attempts`.execute(db)
  return rows.map((row) => ({
    feedbackId: row.feedback_id,
    nodeId: row.node_id,
    letter: row.letter as FeedbackLetter,
    attempts: row.attempts,
  }))
}

export async function settleLetter(
  db: HarvestDb,
  feedbackId: string,
  end:
    | { readonly state: 'sent'; readonly at: Date }
    | { readonly state: 'refused'; readonly vi: string; readonly en: string },
): Promise<void> {
  const columns =
    end.state === 'sent'
      ? { sent_at: end.at }
      : { failure_vi: end.vi.slice(0, 2000), failure_en: end.en.slice(0, 2000) }
  await db
    .updateTable('harvest.question_out')
    .set({ state: end.state, ...columns })
    .where('feedback_id', '=', feedbackId)
    .execute()
}

export async function postponeLetter(
  db: HarvestDb,
  feedbackId: string,
  { until, vi, en }: { readonly until: Date; readonly vi: string; readonly en: string },
): Promise<void> {
  await db
    .updateTable('harvest.question_out')
    .set({ next_at: until, failure_vi: vi, failure_en: en })
    .where('feedback_id', '=', feedbackId)
    .execute()
}

/** Letters that wait or were refused, by node, for the page of the directory. */
export async function countLetters(
  db: HarvestDb,
): Promise<ReadonlyMap<string, { readonly waiting: number; readonly refused: number }>> {
  const { rows } = await sql<{ node_id: string; waiting: number; refused: number }>`
    select node_id, (count(*) filter (where state = 'waiting'))::int as waiting,
      (count(*) filter (where state = 'refused'))::int as refused
    from harvest.question_out group by node_id`.execute(db)
  return new Map(rows.map(({ node_id, ...counts }) => [node_id, counts]))
}
