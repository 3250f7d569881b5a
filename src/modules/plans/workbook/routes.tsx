import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { findToken, type Http } from '../../../platform/http/index.ts'
import { readSheets } from '../../datasets/index.ts'
import { admit, attempt, type Form, paramsOf, pathParam, sendPrivatePage } from '../../identity/index.ts'
import type { PlansDeps } from '../deps.ts'
import { draftHref } from '../edit/draft-page.tsx'
import { readCycles } from '../edit/labels.ts'
import { saveContent } from '../edit/save-content.ts'
import { DRAFT_PATH as PATH, showDraft } from '../edit/show-draft.tsx'
import { viewDraft } from '../edit/view-draft.ts'
import { errors } from '../errors.ts'
import { sendFile, XLSX } from '../pages/send-file.ts'
import { readItems } from './read-workbook.ts'
import { planWorkbook } from './write-workbook.ts'

const MAX_BYTES = 20e6
const MOST_TOLD = 50

/** The list of a draft out as a workbook, and back in. */
export function workbookRoutes(http: Http, deps: PlansDeps): void {
  http.get(
    `${PATH}/danh-muc.xlsx`,
    {
      schema: {
        operationId: 'planDraftWorkbook',
        summary: 'Danh mục của bản nháp, XLSX',
        hide: true,
        params: paramsOf(PATH),
      },
      config: { permission: 'catalog.draft.read', operation: 'plans.draft-workbook' },
    },
    async (request, reply) => {
      const { content } = await viewDraft(deps, request.actor, pathParam(request, 'id'))
      const cycles = await readCycles(deps, 'vi')
      const bytes = await planWorkbook(content, { cycle: cycles.label, cycles: cycles.options.map(({ text }) => text) })
      void reply.header('cache-control', 'no-store')
      return sendFile(reply, { bytes, type: XLSX, name: 'danh-muc-du-lieu-mo.xlsx' })
    },
  )
  // Only this route reads multipart bodies; a scope keeps the parser away from the others.
  void http.register(async (scope) => {
    await scope.register(multipart, { limits: { fileSize: MAX_BYTES, files: 1, fields: 10 } })
    uploadRoute(scope as Http, deps)
  })
}

function uploadRoute(http: Http, deps: PlansDeps): void {
  const gate = 'plans.plan.write'
  http.post(
    `${PATH}/tep`,
    {
      schema: {
        operationId: 'planWorkbookSend',
        summary: 'Thay danh mục bằng tệp XLSX',
        hide: true,
        params: paramsOf(PATH),
      },
      config: { permission: gate, operation: 'plans.take-workbook' },
      preParsing: findToken,
    },
    async (request, reply) => {
      admit(request, gate)
      const { form, file } = await takeFile(request)
      const tried = await attempt(request.lang, () => takeWorkbook(deps, request, { form, file }))
      if (tried.done) return reply.redirect(`${draftHref(pathParam(request, 'id'))}&xong=tep`, 303)
      return sendPrivatePage(
        reply,
        await showDraft(deps, request, { state: { errors: tried.errors, form }, wanted: 'items' }),
        400,
      )
    },
  )
}

interface Taken {
  readonly form: Form
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined
}

async function takeFile(request: FastifyRequest): Promise<Taken> {
  const form: Record<string, string> = {}
  let file: Taken['file']
  if (!request.isMultipart()) return { form, file }
  for await (const part of request.parts()) {
    if (part.type === 'field') form[part.fieldname] = String(part.value)
    else {
      const bytes = await part.toBuffer()
      if (bytes.length > 0) file = { name: part.filename, bytes }
    }
  }
  return { form, file }
}

/** Replaces the list of a draft by that of a workbook; with one error in it nothing is written. */
async function takeWorkbook(deps: PlansDeps, { actor, params }: FastifyRequest, { form, file }: Taken): Promise<void> {
  const view = await viewDraft(deps, actor, (params as { id: string }).id)
  if (!file) throw errors.noFile()
  const [sheets, vi, en, formats] = await Promise.all([
    readSheets({ bytes: file.bytes, name: file.name }),
    readCycles(deps, 'vi'),
    readCycles(deps, 'en'),
    deps.codes.labels('format', 'vi'),
  ])
  const read = readItems(sheets, view.content, {
    cycleOf: (text) => vi.codeOf(text) ?? en.codeOf(text),
    isFormat: (code) => formats.has(code),
    nextId: () => deps.ids.next(),
  })
  if (!read.ok) throw errors.wrongContent(read.problems.slice(0, MOST_TOLD))
  const revision = Number(form['revision']) || view.change.revision
  await saveContent(deps, actor, {
    changeId: view.change.id,
    revision,
    content: { ...view.content, items: [...read.items] },
  })
}
