/** What each caller's statements have cost of late; what was spent is forgiven at an even pace. */
export interface Ledger {
  /** Notes that a statement of this caller runs from now; the returned function says what it cost in the end. */
  begin(caller: string): (costMs: number) => void
  /** Milliseconds spent and not yet forgiven, with what runs now. */
  spent(caller: string): number
  /** Milliseconds until this caller may ask again; 0 within the allowance. */
  waitMs(caller: string): number
}

export interface LedgerOptions {
  /** What a caller may spend in a minute, ms. */
  readonly allowanceMs: number
  /** Milliseconds of any clock that only goes forward. */
  readonly now: () => number
}

const MINUTE_MS = 60_000
/** So many accounts are looked through for those that owe nothing any more. */
const MANY = 1_000

interface Account {
  owed: number
  at: number
  /** When each statement that still runs began. */
  readonly running: Set<{ readonly since: number }>
}

export function createLedger({ allowanceMs, now }: LedgerOptions): Ledger {
  const accounts = new Map<string, Account>()
  const pace = allowanceMs / MINUTE_MS
  let many = MANY

  function settled(account: Account): Account {
    const at = now()
    account.owed = Math.max(0, account.owed - (at - account.at) * pace)
    account.at = at
    return account
  }

  function accountOf(caller: string): Account {
    const known = accounts.get(caller)
    if (known !== undefined) return settled(known)
    if (accounts.size >= many) forget()
    const fresh: Account = { owed: 0, at: now(), running: new Set() }
    accounts.set(caller, fresh)
    return fresh
  }

  function forget(): void {
    for (const [caller, account] of accounts) {
      if (account.running.size === 0 && settled(account).owed === 0) accounts.delete(caller)
    }
    many = Math.max(MANY, accounts.size * 2)
  }

  function spent(caller: string): number {
    const account = accounts.get(caller)
    if (account === undefined) return 0
    const { owed, running } = settled(account)
    return [...running].reduce((sum, { since }) => sum + now() - since, owed)
  }

  return {
    spent,
    waitMs: (caller) => Math.max(0, spent(caller) - allowanceMs) / pace,
    begin: (caller) => {
      const run = { since: now() }
      accountOf(caller).running.add(run)
      return (costMs) => {
        const account = accountOf(caller)
        if (account.running.delete(run)) account.owed += costMs
      }
    },
  }
}
