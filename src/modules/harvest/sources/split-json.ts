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
const MARK = new Set([0xef, 0xbb, 0xbf])
const LONGEST_KEY = 64

/**
 * Items of one list of a JSON document, as they arrive: a catalogue of gigabytes is read with the memory of one item.
 * Throws `cut-short` when the document ends in the middle, `not-json` when it never was JSON.
 */
export async function* splitJson(body: AsyncIterable<Uint8Array>, options: SplitOptions): AsyncGenerator<SplitItem> {
  const walk = begin(options)
  for await (const piece of body) {
    for (const item of take(walk, piece)) yield item
    if (walk.hopeless) throw sourceErrors.notJson(options.url)
    if (walk.over) return
  }
  throw walk.begun ? sourceErrors.cutShort(options.url) : sourceErrors.notJson(options.url)
}

/** Where the walk through the bytes is. Bytes, not characters: the signs of JSON never are part of another character. */
interface Walk {
  readonly key: string
  readonly maxItemBytes: number
  depth: number
  /** Depth inside the list: -1 before it, 0 after it. Items end there. */
  listDepth: number
  inString: boolean
  escaped: boolean
  /** Something was opened. */
  begun: boolean
  /** The outermost value is closed. */
  over: boolean
  /** It does not begin like JSON. */
  hopeless: boolean
  word: number[]
  lastWord: string
  /** The value that comes is that of the key. */
  afterKey: boolean
  held: Buffer[]
  heldBytes: number
  tooLong: boolean
}

function begin({ key, maxItemBytes = MAX_ITEM_BYTES }: SplitOptions): Walk {
  return {
    key,
    maxItemBytes,
    depth: 0,
    listDepth: -1,
    inString: false,
    escaped: false,
    begun: false,
    over: false,
    hopeless: false,
    word: [],
    lastWord: '',
    afterKey: false,
    held: [],
    heldBytes: 0,
    tooLong: false,
  }
}

function take(walk: Walk, piece: Uint8Array): readonly SplitItem[] {
  const items: SplitItem[] = []
  /** Where the item under way begins in this piece; -1 outside the list. */
  let from = walk.listDepth > 0 ? 0 : -1
  for (let at = 0; at < piece.length && !walk.over && !walk.hopeless; at++) {
    const met = step(walk, piece[at] ?? 0)
    if (met === undefined) continue
    if (met !== 'list') {
      hold(walk, piece.subarray(from, at))
      endItem(walk, items)
    }
    from = met === 'end' ? -1 : at + 1
  }
  if (from >= 0) hold(walk, piece.subarray(from))
  return items
}

/** One byte further: the list begins after it, an item ends before it, or the list does. */
function step(walk: Walk, byte: number): 'list' | 'item' | 'end' | undefined {
  if (walk.inString) readText(walk, byte)
  else if (OPEN.has(byte)) return open(walk, byte) ? 'list' : undefined
  else if (isListSign(walk, byte)) {
    if (byte === COMMA) return 'item'
    close(walk)
    return 'end'
  } else if (CLOSE.has(byte)) close(walk)
  else readSign(walk, byte)
  return undefined
}

/** A comma between items of the list, or its end. */
function isListSign({ depth, listDepth }: Walk, byte: number): boolean {
  return depth === listDepth && (byte === COMMA || CLOSE.has(byte))
}

function hold(walk: Walk, piece: Uint8Array): void {
  if (walk.tooLong || piece.length === 0) return
  walk.heldBytes += piece.length
  walk.tooLong = walk.heldBytes > walk.maxItemBytes
  if (walk.tooLong) walk.held = []
  else walk.held.push(Buffer.from(piece))
}

function endItem(walk: Walk, items: SplitItem[]): void {
  const json = Buffer.concat(walk.held).toString('utf8').trim()
  if (walk.tooLong) items.push({ tooLong: true })
  else if (json !== '') items.push({ json })
  walk.held = []
  walk.heldBytes = 0
  walk.tooLong = false
}

function readText(walk: Walk, byte: number): void {
  if (walk.escaped) walk.escaped = false
  else if (byte === BACKSLASH) walk.escaped = true
  else if (byte === QUOTE) {
    walk.inString = false
    walk.lastWord = Buffer.from(walk.word).toString('utf8')
  }
  if (walk.inString && walk.depth === 1 && walk.word.length < LONGEST_KEY) walk.word.push(byte)
}

/** Whether this opens the list. */
function open(walk: Walk, byte: number): boolean {
  walk.depth += 1
  walk.begun = true
  const isList = byte === LIST && walk.listDepth < 0 && (walk.depth === 1 || (walk.depth === 2 && walk.afterKey))
  if (isList) walk.listDepth = walk.depth
  walk.afterKey = false
  return isList
}

function close(walk: Walk): void {
  if (walk.depth === walk.listDepth) walk.listDepth = 0
  walk.depth -= 1
  walk.over = walk.depth === 0
}

function readSign(walk: Walk, byte: number): void {
  if (byte === QUOTE) {
    walk.inString = true
    walk.word = []
  } else if (byte === COLON && walk.depth === 1) walk.afterKey = walk.lastWord === walk.key
  else if (byte === COMMA && walk.depth === 1) walk.afterKey = false
  else if (!walk.begun && byte > 0x20 && !MARK.has(byte)) walk.hopeless = true
}
