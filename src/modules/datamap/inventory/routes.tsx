import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { findToken, type Http } from '../../../platform/http/index.ts'
import type { Option } from '../../../ui/index.ts'
import {
  action,
  admit,
  agenciesWhere,
  attempt,
  type Form,
  type FormState,
  page,
  pathParam,
  sendPrivatePage,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { fieldOf } from '../fields.ts'
import { agenciesOf } from '../room/list-routes.tsx'
import { loadMatchers, type ValueMatchers } from '../values/codes-of-field.ts'
import { type ChoiceName, choicesOf } from '../words.ts'
import { batchRoutes, savedPage } from './batch/routes.tsx'
import { mendedWith } from './mend-form.ts'
import type { UnknownWord } from './model.ts'
import { PreviewPage } from './preview-page.tsx'
import { findInventoryHead, listInventories } from './store.ts'
import { dropInventory, mendInventory, saveInventory, takeInventory, viewInventory } from './take-inventory.ts'
import { MAX_BYTES, UploadPage } from './upload-page.tsx'
import { workbookRoutes } from './workbook-routes.ts'

const PATH = '/lam-viec/ban-do/nap'
const GATE = 'datamap.database.write'
const MODULE = 'datamap'

/** Workbooks in and out: upload, mend in the browser, save as drafts, send and approve together. */
export function inventoryRoutes(http: Http, deps: DatamapDeps): void {
  page(http, {
    path: PATH,
    name: 'inventoryNew',
    module: MODULE,
    summary: 'Nạp danh mục từ tệp',
    gate: GATE,
    view: (request) => uploadPage(deps, request, UNTOUCHED),
  })
  // Only this route reads multipart bodies; a scope keeps the parser away from the others.
  void http.register(async (scope) => {
    await scope.register(multipart, { limits: { fileSize: MAX_BYTES, files: 1, fields: 10 } })
    uploadRoute(scope as Http, deps)
  })
  mendRoutes(http, deps)
  batchRoutes(http, deps)
  workbookRoutes(http, deps)
}

async function uploadPage(deps: DatamapDeps, request: FastifyRequest, state: FormState) {
  const agencies = await agenciesOf(deps, request.actor)
  const where = agenciesWhere(request.actor, GATE)
  const recent = await listInventories(deps.db, where === 'all' ? agencies.map(({ id }) => id) : where)
  return <UploadPage request={request} state={state} agencies={agencies} recent={recent} />
}

function uploadRoute(http: Http, deps: DatamapDeps): void {
  http.post(
    PATH,
    {
      schema: { operationId: 'inventoryNewSend', summary: 'Đọc tệp danh mục', hide: true },
      config: { permission: GATE, operation: 'datamap.take-inventory' },
      preParsing: findToken,
    },
    async (request, reply) => {
      admit(request, GATE)
      const { form, file } = await takeFile(request)
      const tried = await attempt(request.lang, () =>
        takeInventory(deps, request.actor, { agency: textIn(form, 'agency'), file }),
      )
      if (tried.done) return reply.redirect(`${PATH}/${tried.value}`, 303)
      return sendPrivatePage(reply, await uploadPage(deps, request, { errors: tried.errors, form }), 400)
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

function mendRoutes(http: Http, deps: DatamapDeps): void {
  const show = (request: FastifyRequest, state: FormState, reply?: FastifyReply) =>
    previewPage(deps, request, { state, ...(reply ? { reply } : {}) })
  const again = (request: FastifyRequest, state: FormState) => show(request, state)
  const path = `${PATH}/:id`
  page(http, {
    path,
    name: 'inventory',
    module: MODULE,
    summary: 'Xem trước tệp danh mục',
    gate: 'catalog.draft.read',
    view: (request, reply) => show(request, UNTOUCHED, reply),
  })
  action(http, {
    path: `${path}/sua`,
    name: 'inventoryMend',
    module: MODULE,
    summary: 'Sửa ô sai, chọn nghĩa của từ chưa rõ',
    gate: GATE,
    async run(request, form) {
      const id = pathParam(request, 'id')
      const mend = {
        id,
        revision: Number(textIn(form, 'version')),
        mend: (mended: Parameters<typeof mendedWith>[0]) => mendedWith(mended, form),
      }
      await mendInventory(deps, request.actor, mend)
      return `${PATH}/${id}`
    },
    again,
  })
  endRoutes(http, deps, again)
}

function endRoutes(http: Http, deps: DatamapDeps, show: Parameters<typeof action>[1]['again']): void {
  const path = `${PATH}/:id`
  action(http, {
    path: `${path}/luu`,
    name: 'inventorySave',
    module: MODULE,
    summary: 'Lưu cả tệp thành bản nháp',
    gate: GATE,
    async run(request, form) {
      const id = pathParam(request, 'id')
      const revision = Number(textIn(form, 'version'))
      await saveInventory(deps, request.actor, { id, revision, digest: textIn(form, 'digest') })
      return `${PATH}/${id}?xong=nap`
    },
    again: show,
  })
  action(http, {
    path: `${path}/bo`,
    name: 'inventoryDrop',
    module: MODULE,
    summary: 'Bỏ tệp danh mục',
    gate: GATE,
    async run(request, form) {
      await dropInventory(deps, request.actor, {
        id: pathParam(request, 'id'),
        revision: Number(textIn(form, 'version')),
      })
      return `${PATH}?xong=bo-tep`
    },
    again: show,
  })
}

async function previewPage(
  deps: DatamapDeps,
  request: FastifyRequest,
  { state, reply }: { state: FormState; reply?: FastifyReply },
) {
  const id = pathParam(request, 'id')
  const inventory = await findInventoryHead(deps.db, id)
  if (inventory.state !== 'open') return savedPage(deps, request, { inventory, state, ...(reply ? { reply } : {}) })
  const [view, matchers, tree, agencies] = await Promise.all([
    viewInventory(deps, request.actor, id),
    loadMatchers(deps.codes),
    deps.agencies.tree(),
    agenciesOf(deps, request.actor),
  ])
  const owners = agencies.map(({ code, name }) => ({ value: code, text: name }))
  return (
    <PreviewPage
      request={request}
      state={state}
      view={view}
      optionsFor={(word) => nearFirst(word, word.target === 'owner' ? owners : optionsOf(word, matchers, request.lang))}
      agencyName={(agencyId) => tree.byId(agencyId)?.name ?? ''}
    />
  )
}

function optionsOf({ target }: UnknownWord, matchers: ValueMatchers, lang: 'vi' | 'en'): readonly Option[] {
  const field = fieldOf(target)
  if (field) return matchers.options(field, lang)
  const [choice = ''] = target.split(':')
  return choicesOf(choice as ChoiceName, lang)
}

function nearFirst({ near }: UnknownWord, options: readonly Option[]): readonly Option[] {
  const first = near.flatMap((code) => options.find(({ value }) => value === code) ?? [])
  return [...first, ...options.filter((option) => !first.includes(option))]
}
