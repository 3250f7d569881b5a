import { randomUUID } from 'node:crypto'

// Two processes (web, worker) may share the folder, and a container reuses process ids: both parts are needed.
const lifetime = randomUUID().slice(0, 8)

/** A fresh name that tells whose temporary file it is. */
export function ownTempName(): string {
  return `${process.pid}.${lifetime}.${randomUUID()}`
}

/** True when the process that made this name no longer lives. */
export function isLeftOver(name: string): boolean {
  const [pid, life] = name.split('.')
  const maker = Number(pid)
  if (!Number.isSafeInteger(maker) || maker <= 0) return true
  if (maker === process.pid) return life !== lifetime
  try {
    process.kill(maker, 0)
    return false
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'EPERM')
  }
}
