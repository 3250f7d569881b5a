import { hash } from 'node:crypto'

/** Written into every batch, so that a later change of columns does not make old seals look broken. */
export const HASH_FORMAT = 1

/**
 * The columns a hash covers, as SQL that gives the same text on every server and version.
 * `xid` is left out: it numbers transactions of one cluster and does not survive a move to another.
 */
export const HASHED_COLUMNS = [
  'r.id::text',
  '(extract(epoch from r.at) * 1000000)::bigint::text',
  'r.action',
  'r.actor_kind',
  'r.actor_id::text',
  'r.actor_name',
  'r.stands_in_for::text',
  'r.agency_id::text',
  'r.resource_kind',
  'r.resource_id::text',
  'r.resource_version::text',
  'r.basis',
  'r.request_id',
  'r.details::text',
] as const

const RECORD_MARK = 0x00
const ABSENT = 0xffff_ffff

/** Hash of one record, given its `HASHED_COLUMNS`. Lengths stand before the texts, so no two records share an encoding. */
export function hashRecord(cells: readonly (string | null)[]): Buffer {
  const parts: Buffer[] = [Buffer.from([RECORD_MARK, HASH_FORMAT])]
  for (const cell of cells) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(cell === null ? ABSENT : Buffer.byteLength(cell))
    parts.push(length)
    if (cell !== null) parts.push(Buffer.from(cell))
  }
  return hash('sha256', Buffer.concat(parts), 'buffer')
}
