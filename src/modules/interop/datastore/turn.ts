import { isIPv6 } from 'node:net'

/**
 * Whose turn and whose time a statement takes in the sandbox: an account, or for visitors their address. One household or company is
 * given a whole /64 of IPv6 (RFC 6177), so the first half of such an address is the visitor.
 */
export function turnOf(actorId: string | undefined, address: string | undefined): string {
  if (actorId !== undefined) return actorId
  if (address === undefined) return 'visitor'
  const [plain = ''] = address.split('%')
  return isIPv6(plain) && !plain.includes('.') ? `${networkOf(plain)}::/64` : plain
}

function networkOf(address: string): string {
  const [before = '', after] = address.toLowerCase().split('::')
  const head = groupsOf(before)
  const tail = groupsOf(after ?? '')
  const gap = after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return [...head, ...gap, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

function groupsOf(part: string): readonly string[] {
  return part === '' ? [] : part.split(':')
}
