import type { Remark } from '../model.ts'

export interface DecodedText {
  readonly text: string
  readonly remarks: readonly Remark[]
}

/** Bytes as text: by their byte order mark, what the file says of itself, what the server said, else UTF-8. */
export function decodeText(bytes: Uint8Array, mediaType: string): DecodedText {
  const said = ofMark(bytes) ?? ofDeclaration(bytes) ?? /charset="?([\w-]+)/i.exec(mediaType)?.[1] ?? 'utf-8'
  const strict = decodeAs(said, bytes)
  if (strict !== undefined) return { text: strict, remarks: [] }
  const text = new TextDecoder('windows-1252').decode(bytes)
  const remark: Remark = {
    code: 'charset-broken',
    at: said,
    vi: `Nội dung không phải bảng mã ${said} như đã nói; đã đọc theo windows-1252, chữ có dấu có thể sai.`,
    en: `The content is not ${said} as it says; it was read as windows-1252 and accents may be wrong.`,
  }
  return { text, remarks: [remark] }
}

function decodeAs(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function ofMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function ofDeclaration(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 200))
  return /^[^<]{0,3}<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1]
}
