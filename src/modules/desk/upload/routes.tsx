import type { FastifyRequest } from 'fastify'
import { invalidFields } from '../../../platform/errors.ts'
import { findToken, type Http } from '../../../platform/http/index.ts'
import {
  admit,
  attempt,
  type FormState,
  page,
  paramsOf,
  pathParam,
  sendPrivatePage,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { DeskDeps } from '../deps.ts'
import { dataPage } from '../draft/routes.tsx'
import { agenciesFor } from '../labels.ts'
import { type Arrived, takeFiles } from './take-files.ts'
import { titleOfFile } from './title-of-file.ts'
import { UploadPage } from './upload-page.tsx'

const gate = 'catalog.draft.write'

/** Files in: new drafts, or more files for one. The scope must understand multipart bodies. */
export function uploadRoutes(http: Http, deps: DeskDeps): void {
  const { uploads, workDir } = deps.datasets.deps
  const show = async (request: FastifyRequest, state: FormState) => (
    <UploadPage request={request} agencies={await agenciesFor(deps, request.actor, gate)} state={state} />
  )
  page(http, {
    path: '/lam-viec/tai-len',
    name: 'upload',
    summary: 'Tải bảng lên',
    gate,
    view: (request) => show(request, UNTOUCHED),
  })
  http.post(
    '/lam-viec/tai-len',
    {
      schema: { operationId: 'uploadSend', summary: 'Nhận tệp, mở bản nháp', hide: true },
      config: { permission: gate, operation: 'desk.upload' },
      preParsing: findToken,
    },
    async (request, reply) => {
      admit(request, gate)
      const { form, files } = await takeFiles(request, { uploads, workDir })
      const tried = await attempt(request.lang, () => openDrafts(deps, request, { agency: form['agency'], files }))
      if (!tried.done) return sendPrivatePage(reply, await show(request, { errors: tried.errors, form }), 400)
      const [first = '', ...others] = tried.value
      const many = `/lam-viec/nhieu-tep?ids=${tried.value.join(',')}`
      return reply.redirect(others.length > 0 ? many : `/lam-viec/thay-doi/${first}`, 303)
    },
  )
  moreFiles(http, deps)
}

async function openDrafts(
  deps: DeskDeps,
  { actor }: FastifyRequest,
  { agency, files }: { agency: string | readonly string[] | undefined; files: readonly Arrived[] },
): Promise<readonly string[]> {
  requireFiles(files)
  const ids: string[] = []
  for (const file of files) {
    const change = await deps.datasets.createDataset(actor, {
      agency: String(agency ?? ''),
      title: titleOfFile(file.fileName),
    })
    await deps.datasets.addFile(actor, { changeId: change.id, uploadId: file.uploadId })
    ids.push(change.id)
  }
  return ids
}

function moreFiles(http: Http, deps: DeskDeps): void {
  const { uploads, workDir } = deps.datasets.deps
  const path = '/lam-viec/thay-doi/:id/tep'
  http.post(
    path,
    {
      schema: { operationId: 'draftFilesSend', summary: 'Thêm tệp vào bản nháp', hide: true, params: paramsOf(path) },
      config: { permission: gate, operation: 'desk.draft-files' },
      preParsing: findToken,
    },
    async (request, reply) => {
      admit(request, gate)
      const changeId = pathParam(request, 'id')
      const { form, files } = await takeFiles(request, { uploads, workDir })
      const tried = await attempt(request.lang, () => addFiles(deps, request, { changeId, files }))
      if (!tried.done) {
        return sendPrivatePage(reply, await dataPage(deps, request, { errors: tried.errors, form }), 400)
      }
      return reply.redirect(`/lam-viec/thay-doi/${changeId}?buoc=du-lieu&xong=them-tep`, 303)
    },
  )
}

async function addFiles(
  deps: DeskDeps,
  { actor }: FastifyRequest,
  { changeId, files }: { changeId: string; files: readonly Arrived[] },
): Promise<void> {
  requireFiles(files)
  for (const { uploadId } of files) await deps.datasets.addFile(actor, { changeId, uploadId })
}

function requireFiles(files: readonly Arrived[]): void {
  if (files.length > 0) return
  throw invalidFields('desk.no-file', [
    { field: 'tep', message: { vi: 'Chưa chọn tệp nào.', en: 'No file is chosen.' } },
  ])
}
