import { AppError } from '../../platform/errors.ts'
import type { Http } from '../../platform/http/index.ts'
import type { CodesDeps } from './deps.ts'
import { importList } from './import-list.ts'
import { ImportedView, ListContent, ListHeadsView, ListParams } from './schema.ts'
import type { ListHead } from './store.ts'

const tags = ['code-lists']
// The communes of the country, with names in two languages, are 2 MB; districts with their history 8 MB.
const BODY_LIMIT_BYTES = 32 * 1024 * 1024

/** Code lists over HTTP. */
export function codeRoutes(http: Http, deps: CodesDeps): void {
  http.get(
    '/api/v1/code-lists',
    {
      schema: {
        operationId: 'listCodeLists',
        summary: 'Các danh mục dùng chung',
        tags,
        response: { 200: ListHeadsView },
      },
      config: { permission: 'public', operation: 'codes.list-lists' },
    },
    async () => ({ lists: (await deps.lists.lists()).map(viewOf) }),
  )
  http.get(
    '/api/v1/code-lists/:id',
    {
      schema: {
        operationId: 'readCodeList',
        summary: 'Một danh mục dùng chung với mọi mã',
        tags,
        params: ListParams,
        response: { 200: ListContent },
      },
      config: { permission: 'public', operation: 'codes.read-list' },
    },
    async (request) => {
      const list = await deps.lists.list(request.params.id)
      if (!list) throw listNotFound(request.params.id)
      return { ...list, items: [...list.items] }
    },
  )
  http.put(
    '/api/v1/code-lists/:id',
    {
      schema: {
        operationId: 'importCodeList',
        summary: 'Nạp một danh mục vào nút; bản trước được giữ lại',
        tags,
        params: ListParams,
        body: ListContent,
        response: { 200: ImportedView },
      },
      bodyLimit: BODY_LIMIT_BYTES,
      config: { permission: 'codes.list.import', operation: 'codes.import-list' },
    },
    (request) => importList(deps, request.actor, { ...request.body, id: request.params.id }),
  )
}

function viewOf(head: ListHead) {
  return {
    id: head.id,
    title: head.title,
    ...(head.titleEn === undefined ? {} : { title_en: head.titleEn }),
    source: head.source,
    ...(head.validFrom === undefined ? {} : { valid_from: head.validFrom }),
    ...(head.validTo === undefined ? {} : { valid_to: head.validTo }),
    items: head.itemCount,
    built_in: head.builtIn,
    version: head.version,
    updated_at: head.updatedAt.toISOString(),
  }
}

function listNotFound(id: string): AppError {
  return new AppError('not-found', 'codes.list-not-found', {
    vi: `Không có danh mục “${id}”.`,
    en: `There is no code list “${id}”.`,
  })
}
