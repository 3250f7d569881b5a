import type { Clock } from '../clock.ts'
import type { ModuleDb } from '../db/index.ts'
import type { Ids } from '../ids.ts'

export type MessagesDb = ModuleDb<'messages'>

/** What messages work with. */
export interface MessagesOptions {
  readonly db: MessagesDb
  readonly clock: Clock
  readonly ids: Ids
  readonly publicUrl: string
  /** `smtp://…`; without it messages stay in the inbox only. */
  readonly smtpUrl: string | undefined
  /** What waits to be sent is unreadable at rest. */
  readonly seal: (text: string) => string
  /** Undefined when it was sealed by another key. */
  readonly unseal: (sealed: string) => string | undefined
}
