import { AppError } from '../errors.ts'

/** The disk of the object store is full; nothing was kept. */
function diskFull(): AppError {
  return new AppError('unavailable', 'objects.disk-full', {
    vi: 'Ổ đĩa của kho dữ liệu đã đầy. Tệp chưa được lưu; hãy báo người vận hành.',
    en: 'The disk of the store is full. The file was not kept; tell the operator.',
  })
}

export function blobNotFound(digest: string): AppError {
  return new AppError('not-found', 'objects.not-found', {
    vi: 'Không tìm thấy nội dung này trong kho.',
    en: 'This content is not in the store.',
    facts: { digest },
  })
}

export function badDigest(): AppError {
  return new AppError('invalid', 'objects.bad-digest', {
    vi: 'Mã băm không đúng dạng sha256:…',
    en: 'The digest is not of the form sha256:…',
  })
}

export function blobTooLarge(maxBytes: number): AppError {
  return new AppError('too-large', 'objects.too-large', {
    vi: `Tệp lớn hơn mức cho phép (${maxBytes} byte).`,
    en: `The file is larger than allowed (${maxBytes} bytes).`,
    facts: { maxBytes },
  })
}

/** Turns the disk's own words into ours; anything unknown stays a bug. */
export function asStoreError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT' ? diskFull() : error
}
