import { hash } from 'node:crypto'

const NODE_MARK = 0x01
const CHAIN_MARK = 0x02

/** What stands before the first record. */
export const CHAIN_START = Buffer.alloc(32)

/** Head of the chain after the record with number `seq`. */
function nextLink(previous: Buffer, seq: number, recordHash: Buffer): Buffer {
  const number = Buffer.alloc(8)
  number.writeBigUInt64BE(BigInt(seq))
  return hash('sha256', Buffer.concat([Buffer.from([CHAIN_MARK]), previous, number, recordHash]), 'buffer')
}

/** All heads of the chain over `hashes`, of which the first has number `firstSeq`. */
export function chainOver(previous: Buffer, firstSeq: number, hashes: readonly Buffer[]): Buffer[] {
  let head = previous
  return hashes.map((recordHash, index) => {
    head = nextLink(head, firstSeq + index, recordHash)
    return head
  })
}

/** Merkle root as in RFC 6962; leaves are hashed already and carry a mark of their own. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves
  if (first === undefined) return hash('sha256', '', 'buffer')
  if (leaves.length === 1) return first
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  const left = merkleRoot(leaves.slice(0, split))
  const right = merkleRoot(leaves.slice(split))
  return hash('sha256', Buffer.concat([Buffer.from([NODE_MARK]), left, right]), 'buffer')
}
