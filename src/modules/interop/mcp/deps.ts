import type { InteropDeps } from '../deps.ts'

/** What the tools need. */
export type McpDeps = Pick<InteropDeps, 'catalog' | 'datasets' | 'entries' | 'publicUrl'>
