import { AppError } from '../../../platform/errors.ts'
import type { DatasetsDeps } from '../deps.ts'
import type { DatasetsDb } from '../store.ts'
import { lockBytes } from './store.ts'

/** Before a row names bytes: makes sure that no erasure takes away the same bytes at this very moment. */
export async function keepBytes(deps: DatasetsDeps, tx: DatasetsDb, digest: string): Promise<void> {
  await lockBytes(tx, digest, 'use')
  if (await deps.objects.has(digest)) return
  throw new AppError('unavailable', 'datasets.bytes-gone', {
    vi: 'Tệp vừa bị một lệnh xoá lấy đi trong lúc nhận. Hãy gửi lại.',
    en: 'An erasure took these bytes away while they arrived. Send the file again.',
  })
}
