import { type ActionCall, textOf } from '../ckan/action.ts'
import { ckanErrors } from '../ckan/errors.ts'

const WHY =
  'Tables of this catalogue are made from files and are published after review; rows cannot be written one by one. ' +
  'Send a new file with resource_create or resource_update (multipart, field "upload"): it becomes a new version of the table, ' +
  'which is published when an approver agrees. ' +
  'Bảng ở đây được tạo từ tệp và công bố sau khi duyệt, không ghi từng dòng. Hãy gửi tệp mới bằng resource_create hoặc ' +
  'resource_update; tệp trở thành phiên bản mới của bảng.'

/** `datastore_create`, `_upsert`, `_delete`: says that rows cannot be written, why, and what to do instead. */
export function refuseWrite({ actor, params }: ActionCall): Promise<never> {
  if (actor.id === undefined) return Promise.reject(ckanErrors.denied('Sign in with an API key to write data'))
  const id = textOf(params, 'resource_id', 'id')
  return Promise.reject(ckanErrors.invalid({ 'read-only': [id === undefined ? WHY : `${id}: ${WHY}`] }))
}
