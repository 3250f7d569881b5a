import { sourceErrors } from '../errors.ts'

export interface SplitOptions {
  readonly url: string
  /** Key of the list in the outermost object; a document that is a list itself is split too. */
  readonly key: string
  /** Longest single item in bytes; a longer one is passed over. */
  readonly maxItemBytes?: number
}

/** One item of the list, or one that was too long to hold. */
export type SplitItem = { readonly json: string } | { readonly tooLong: true }

const MAX_ITEM_BYTES = 5_000_000
const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = new Set([0x7b, 0x5b])
const CLOSE = new Set([0x7d, 0x5d])
const LIST = 0x5b

/**
 * Items of one list of a JSON document, as they arrive: a catalogue of gigabytes is read with the memory of one item.
 * Throws `cut-short` when the document ends in the middle, `not-json` when it never was JSON.
 */
export async function* splitJson(body: AsyncIterable<Uint8Array>, options: SplitOptions): AsyncGenerator<SplitItem> {
  const state = createSplitter(options.key, options.maxItemBytes ?? MAX_ITEM_BYTES)
  for await (const piece of body) {
    for (const item of state.take(piece)) yield item
    if (state.isHopeless()) throw sourceErrors.notJson(options.url)
    if (state.isOver()) return
  }
  if (!state.hasBegun()) throw sourceErrors.notJson(options.url)
  throw sourceErrors.cutShort(options.url)
}

interface Splitter {
  take(piece: Uint8Array): readonly SplitItem[]
  /** The outermost value is closed. */
  isOver(): boolean
  hasBegun(): boolean
  /** It does not begin like JSON. */
  isHopeless(): boolean
}

/** Walks bytes, not characters: the signs of JSON are ASCII and never part of another UTF-8 character. */
function createSplitter(key: string, maxItemBytes: number): Splitter {
  let depth = 0
  /** Depth inside the list, once it is found; items end there. */
  let listDepth = -1
  let inString = false
  let escaped = false
  let begun = false
  let over = false
  let hopeless = false
  let word: number[] = []
  let lastWord = ''
  let afterKey = false
  let held: Buffer[] = []
  let heldBytes = 0
  let tooLong = false

  function hold(piece: Uint8Array): void {
    if (tooLong || piece.length === 0) return
    heldBytes += piece.length
    if (heldBytes > maxItemBytes) {
      tooLong = true
      held = []
    } else held.push(Buffer.from(piece))
  }

  function endItem(items: SplitItem[]): void {
    const json = Buffer.concat(held).toString('utf8').trim()
    if (tooLong) items.push({ tooLong: true })
    else if (json !== '') items.push({ json })
    held = []
    heldBytes = 0
    tooLong = false
  }

  function inText(byte: number): void {
    if (escaped) escaped = false
    else if (byte === BACKSLASH) escaped = true
    else if (byte === QUOTE) {
      inString = false
      lastWord = Buffer.from(word).toString('utf8')
    }
    if (inString && depth === 1 && word.length < 64) word.push(byte)
  }

  function open(byte: number): boolean {
    depth += 1
    begun = true
    const isList = byte === LIST && listDepth < 0 && ((depth === 2 && afterKey) || depth === 1)
    if (isList) listDepth = depth
    afterKey = false
    return isList
  }

  function begin(byte: number): void {
    if (byte === QUOTE) {
      inString = true
      word = []
    } else if (byte === COLON && depth === 1) afterKey = lastWord === key
    else if (byte === COMMA && depth === 1) afterKey = false
    else if (!begun && byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) hopeless = true
  }

  return {
    take(piece) {
      const items: SplitItem[] = []
      let from = listDepth > 0 && depth >= listDepth ? 0 : -1
      for (let at = 0; at < piece.length && !over && !hopeless; at++) {
        const byte = piece[at] ?? 0
        if (inString) inText(byte)
        else if (OPEN.has(byte)) {
          if (open(byte)) from = at + 1
        } else if (CLOSE.has(byte)) {
          if (depth === listDepth) {
            hold(piece.subarray(from, at))
            endItem(items)
            from = -1
            listDepth = 0
          }
          depth -= 1
          over = depth === 0
        } else if (byte === COMMA && depth === listDepth) {
          hold(piece.subarray(from, at))
          endItem(items)
          from = at + 1
        } else begin(byte)
      }
      if (from >= 0 && listDepth > 0) hold(piece.subarray(from))
      return items
    },
    isOver: () => over,
    hasBegun: () => begun,
    isHopeless: () => hopeless,
  }
}
