import type { ConnectTo } from './model.ts'
import { USUAL_PORT } from './model.ts'

/** A server the operator allows to be read; `port` absent: the engine's usual one. */
export interface HostRule {
  readonly host: string
  readonly port: number | undefined
}

/** Reads `db.tinh.example, 10.0.0.5:5433, [::1]:5432, /run/postgresql`. Undefined for a word that is none of these. */
export function readHostRules(words: readonly string[]): readonly HostRule[] {
  return words.flatMap((word) => {
    const text = word.trim().toLowerCase()
    if (text === '') return []
    if (text.startsWith('/')) return [{ host: word.trim(), port: undefined }]
    const parts = /^(\[[0-9a-f:.]+\]|[^:\s]+)(?::(\d{1,5}))?$/.exec(text)
    return parts ? [{ host: bare(parts[1] ?? ''), port: parts[2] === undefined ? undefined : Number(parts[2]) }] : []
  })
}

/**
 * Whether the operator has listed this server. Names are compared as text, never resolved first, so that nobody scans the
 * inner network by trying; a listed name is reached wherever the operator's own name service says it is.
 */
export function isListedHost(rules: readonly HostRule[], to: Pick<ConnectTo, 'engine' | 'host' | 'port'>): boolean {
  const host = bare(to.host.trim())
  const isSocket = host.startsWith('/')
  if (isSocket && to.engine !== 'postgresql') return false
  const port = to.port ?? USUAL_PORT[to.engine]
  return rules.some((rule) =>
    isSocket ? rule.host === host : rule.host === host.toLowerCase() && (rule.port ?? USUAL_PORT[to.engine]) === port,
  )
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}
