import { decodeText } from '../../../tabular/index.ts'

export interface Decoded {
  readonly text: string
  /** Set when the bytes were not in the charset they claimed: the one that fitted. */
  readonly guessedCharset: string | undefined
}

/**
 * Text of an answer. UTF-8 that is valid is UTF-8 whatever the header says (half of all servers still declare ISO-8859-1
 * by default); else the declared charset, if the bytes are valid in it; else what fits Vietnamese best.
 */
export function decodeAnswer(bytes: Uint8Array, contentType: string | undefined): Decoded {
  const marked = byMark(bytes)
  if (marked !== undefined) return { text: marked, guessedCharset: undefined }
  const declared = charsetIn(contentType) ?? charsetInXml(bytes)
  const utf8 = tryDecode(bytes, 'utf-8')
  if (utf8 !== undefined) {
    const contradicts = declared !== undefined && declared !== 'utf-8' && bytes.some((byte) => byte > 0x7f)
    return { text: utf8, guessedCharset: contradicts ? 'utf-8' : undefined }
  }
  const said = declared && declared !== 'utf-8' ? tryDecode(bytes, declared) : undefined
  if (said !== undefined) return { text: said, guessedCharset: undefined }
  const { text, encoding } = decodeText(bytes)
  return { text, guessedCharset: encoding }
}

function byMark(bytes: Uint8Array): string | undefined {
  const [first, second, third] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return tryDecode(bytes, 'utf-8')
  if (first === 0xff && second === 0xfe) return tryDecode(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return tryDecode(bytes, 'utf-16be')
  return undefined
}

function charsetIn(contentType: string | undefined): string | undefined {
  return nameOf(/charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? '')?.[1])
}

function charsetInXml(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return nameOf(/^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(start)?.[1])
}

/** Name by which the decoder knows it; undefined for one nobody knows. */
function nameOf(charset: string | undefined): string | undefined {
  try {
    return charset && new TextDecoder(charset).encoding
  } catch {
    return undefined
  }
}

function tryDecode(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
