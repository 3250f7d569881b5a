/** Remembers texts up to a total size; the one not asked for longest goes first, and everything after a while. */
export interface Kept {
  get(key: string): string | undefined
  set(key: string, text: string): void
  delete(key: string): void
  clear(): void
}

export interface KeptOptions {
  readonly mostChars: number
  readonly mostAgeMs: number
  /** Milliseconds that only grow. */
  readonly now: () => number
}

export function createKept({ mostChars, mostAgeMs, now }: KeptOptions): Kept {
  const texts = new Map<string, { text: string; at: number }>()
  let chars = 0

  function drop(key: string): void {
    chars -= texts.get(key)?.text.length ?? 0
    texts.delete(key)
  }

  return {
    get(key) {
      const found = texts.get(key)
      if (!found) return undefined
      texts.delete(key)
      if (now() - found.at > mostAgeMs) {
        chars -= found.text.length
        return undefined
      }
      texts.set(key, found)
      return found.text
    },
    set(key, text) {
      drop(key)
      if (text.length > mostChars / 4) return
      texts.set(key, { text, at: now() })
      chars += text.length
      while (chars > mostChars) drop(texts.keys().next().value ?? '')
    },
    delete: drop,
    clear() {
      texts.clear()
      chars = 0
    },
  }
}
