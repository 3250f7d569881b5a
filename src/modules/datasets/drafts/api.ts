import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { addFile, removeFile } from '../load/add-file.ts'
import { editRecipe, undoLastStep } from '../load/edit-recipe.ts'
import { OfficerSteps } from '../load/recipe-steps.ts'
import { changeView } from './change-view.ts'
import { createDataset } from './create-dataset.ts'
import { AddFile, ChangeParams, ChangeView, DecisionBody, DraftEdit, NewDataset, ReasonBody } from './schema.ts'
import { viewDraft } from './view-draft.ts'

const tags = ['publish']

export interface DraftApiOptions {
  readonly publicUrl: string
}

type Asking = Pick<FastifyRequest, 'actor' | 'lang'>
type View = (request: Asking, id: string) => Promise<ReturnType<typeof changeView>>

/** Publishing by HTTP: the same steps as on the pages. */
export function draftRoutes(http: Http, deps: DatasetsDeps, options: DraftApiOptions): void {
  const view: View = async (request, id) =>
    changeView(await viewDraft(deps, request.actor, id), { lang: request.lang, publicUrl: options.publicUrl })
  openRoutes(http, deps, view)
  editRoutes(http, deps, view)
  fileRoutes(http, deps)
  recipeRoutes(http, deps)
  askRoutes(http, deps, view)
  decideRoutes(http, deps, view)
  endRoutes(http, deps)
}

function openRoutes(http: Http, deps: DatasetsDeps, view: View): void {
  http.post(
    '/api/v1/datasets',
    {
      schema: {
        operationId: 'createDataset',
        summary: 'Mở bộ dữ liệu mới (bản nháp)',
        tags,
        body: NewDataset,
        response: { 201: ChangeView },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.create' },
    },
    async (request, reply) => {
      const change = await createDataset(deps, request.actor, request.body)
      return reply.code(201).send(await view(request, change.id))
    },
  )
  http.post(
    '/api/v1/datasets/:id/changes',
    {
      schema: {
        operationId: 'startChange',
        summary: 'Mở bản nháp trên bộ dữ liệu đã công bố',
        tags,
        params: ChangeParams,
        response: { 201: ChangeView },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.start-change' },
    },
    async (request, reply) => {
      const change = await deps.catalog.startChange(request.actor, request.params.id)
      return reply.code(201).send(await view(request, change.id))
    },
  )
}

function editRoutes(http: Http, deps: DatasetsDeps, view: View): void {
  http.get(
    '/api/v1/changes/:id',
    {
      schema: {
        operationId: 'readChange',
        summary: 'Xem bản nháp: tệp, bảng, vấn đề, chỗ còn thiếu',
        tags,
        params: ChangeParams,
        response: { 200: ChangeView },
      },
      config: { permission: 'catalog.draft.read', operation: 'datasets.read-change' },
    },
    (request) => view(request, request.params.id),
  )
  http.put(
    '/api/v1/changes/:id',
    {
      schema: {
        operationId: 'saveChange',
        summary: 'Lưu mô tả của bản nháp',
        tags,
        params: ChangeParams,
        body: DraftEdit,
        response: { 200: ChangeView },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.save-change' },
    },
    async (request) => {
      await deps.catalog.saveDraft(request.actor, { changeId: request.params.id, ...request.body })
      return view(request, request.params.id)
    },
  )
}

function fileRoutes(http: Http, deps: DatasetsDeps): void {
  http.post(
    '/api/v1/changes/:id/files',
    {
      schema: {
        operationId: 'addFile',
        summary: 'Đưa một tệp đã tải lên (tus) vào bản nháp',
        tags,
        params: ChangeParams,
        body: AddFile,
        response: { 202: Type.Object({ id: Type.String(), state: Type.String() }) },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.add-file' },
    },
    async (request, reply) => {
      const source = await addFile(deps, request.actor, { changeId: request.params.id, uploadId: request.body.upload })
      return reply.code(202).send({ id: source.id, state: source.state })
    },
  )
  http.delete(
    '/api/v1/files/:id',
    {
      schema: {
        operationId: 'removeFile',
        summary: 'Bỏ một tệp khỏi bản nháp',
        tags,
        params: ChangeParams,
        response: { 204: Type.Null() },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.remove-file' },
    },
    async (request, reply) => {
      await removeFile(deps, request.actor, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

const FileState = Type.Object({ id: Type.String(), state: Type.String() })

function recipeRoutes(http: Http, deps: DatasetsDeps): void {
  http.post(
    '/api/v1/files/:id/recipe',
    {
      schema: {
        operationId: 'editRecipe',
        summary: 'Sửa quy trình làm sạch của tệp rồi đọc lại tệp',
        tags,
        params: ChangeParams,
        body: Type.Object({ steps: OfficerSteps }),
        response: { 202: FileState },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.edit-recipe' },
    },
    async (request, reply) => {
      const { id, state } = await editRecipe(deps, request.actor, {
        sourceId: request.params.id,
        steps: request.body.steps,
      })
      return reply.code(202).send({ id, state })
    },
  )
  http.delete(
    '/api/v1/files/:id/recipe/last',
    {
      schema: {
        operationId: 'undoRecipeStep',
        summary: 'Hoàn tác bước sửa cuối của quy trình rồi đọc lại tệp',
        tags,
        params: ChangeParams,
        response: { 202: FileState },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.undo-recipe-step' },
    },
    async (request, reply) => {
      const { id, state } = await undoLastStep(deps, request.actor, request.params.id)
      return reply.code(202).send({ id, state })
    },
  )
}

function askRoutes(http: Http, deps: DatasetsDeps, view: View): void {
  http.post(
    '/api/v1/changes/:id/submit',
    {
      schema: {
        operationId: 'submitChange',
        summary: 'Gửi duyệt',
        tags,
        params: ChangeParams,
        response: { 200: ChangeView },
      },
      config: { permission: 'catalog.change.submit', operation: 'datasets.submit-change' },
    },
    async (request) => {
      await deps.catalog.submitChange(request.actor, request.params.id)
      return view(request, request.params.id)
    },
  )
}

function decideRoutes(http: Http, deps: DatasetsDeps, view: View): void {
  http.post(
    '/api/v1/changes/:id/approve',
    {
      schema: {
        operationId: 'approveChange',
        summary: 'Duyệt: công bố ngay hoặc hẹn giờ',
        tags,
        params: ChangeParams,
        body: DecisionBody,
        response: { 200: ChangeView },
      },
      config: { permission: 'catalog.change.approve', operation: 'datasets.approve-change' },
    },
    async (request) => {
      const { at, ...decision } = request.body
      await deps.catalog.approveChange(request.actor, {
        changeId: request.params.id,
        decision,
        at: at ? new Date(at) : undefined,
      })
      return view(request, request.params.id)
    },
  )
  http.post(
    '/api/v1/changes/:id/return',
    {
      schema: {
        operationId: 'returnChange',
        summary: 'Trả lại kèm lý do',
        tags,
        params: ChangeParams,
        body: ReasonBody,
        response: { 200: ChangeView },
      },
      config: { permission: 'catalog.change.return', operation: 'datasets.return-change' },
    },
    async (request) => {
      await deps.catalog.returnChange(request.actor, { changeId: request.params.id, reason: request.body.reason })
      return view(request, request.params.id)
    },
  )
}

function endRoutes(http: Http, deps: DatasetsDeps): void {
  http.post(
    '/api/v1/changes/:id/discard',
    {
      schema: {
        operationId: 'discardChange',
        summary: 'Bỏ bản nháp',
        tags,
        params: ChangeParams,
        response: { 204: Type.Null() },
      },
      config: { permission: 'catalog.draft.write', operation: 'datasets.discard-change' },
    },
    async (request, reply) => {
      await deps.catalog.discardChange(request.actor, request.params.id)
      return reply.code(204).send(null)
    },
  )
  http.post(
    '/api/v1/datasets/:id/withdraw',
    {
      schema: {
        operationId: 'withdrawDataset',
        summary: 'Thu hồi bộ dữ liệu, kèm lý do',
        tags,
        params: ChangeParams,
        body: ReasonBody,
        response: { 204: Type.Null() },
      },
      config: { permission: 'catalog.resource.withdraw', operation: 'datasets.withdraw' },
    },
    async (request, reply) => {
      await deps.catalog.withdrawResource(request.actor, {
        resourceId: request.params.id,
        reason: request.body.reason,
        decision: {},
      })
      return reply.code(204).send(null)
    },
  )
}
