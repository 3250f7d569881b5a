const MOST_KEPT = 8

/** Keeps the files made last: what a plan in force says does not change, and a long list takes seconds to draw. */
export function createKept(): (key: string, make: () => Promise<Uint8Array>) => Promise<Uint8Array> {
  const held = new Map<string, Promise<Uint8Array>>()
  return (key, make) => {
    const known = held.get(key)
    held.delete(key)
    const making = known ?? make()
    held.set(key, making)
    // A failure is not worth keeping.
    making.catch(() => held.delete(key))
    const [oldest] = held.keys()
    if (held.size > MOST_KEPT && oldest !== undefined) held.delete(oldest)
    return making
  }
}
