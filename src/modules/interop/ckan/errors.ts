import { AppError } from '../../../platform/errors.ts'

/** Messages by field, nested as the request was: `{resources: [{}, {url: ['Missing value']}]}`. */
export type Faults = Readonly<Record<string, unknown>>

/** Errors with a shape of their own in CKAN's answers; every other AppError is translated by its kind. */
export const ckanErrors = {
  /** 409 `Validation Error`. */
  invalid: (faults: Faults) =>
    new AppError('invalid', 'ckan.validation', {
      vi: `Yêu cầu có chỗ không hợp lệ: ${JSON.stringify(faults)}`,
      en: `The request has invalid parts: ${JSON.stringify(faults)}`,
      facts: { faults },
    }),
  missing: (field: string): AppError => ckanErrors.invalid({ [field]: ['Missing value'] }),
  /** 404 `Not Found Error`; the message stands after `Not found`. */
  notFound: (what?: string) =>
    new AppError('not-found', 'ckan.not-found', {
      vi: what ? `Không tìm thấy: ${what}` : 'Không tìm thấy.',
      en: what ? `Not found: ${what}` : 'Not found',
    }),
  /** 404 with the message as CKAN's datastore says it. */
  absent: (id: string) =>
    new AppError('not-found', 'ckan.absent', {
      vi: `Không có bảng mở nào mang mã “${id}”. Hãy mở lại từ trang bộ dữ liệu.`,
      en: `Resource "${id}" was not found.`,
    }),
  /** 403 `Authorization Error`. */
  denied: (why: string) =>
    new AppError('forbidden', 'ckan.denied', { vi: `Không được phép: ${why}`, en: `Access denied: ${why}` }),
  /** 400 `Search Query Error`: the client asked wrongly. */
  searchQuery: (message: string) => new AppError('invalid', 'ckan.search-query', { vi: message, en: message }),
  /** 409 `Search Error`: the engine refused the query. */
  search: (message: string) =>
    new AppError('conflict', 'ckan.search', { vi: `Lỗi tìm kiếm: ${message}`, en: `Search error: ${message}` }),
  /** 500 `Search Connection Error`: the index is not there yet. */
  searchDown: () =>
    new AppError('unavailable', 'ckan.search-down', {
      vi: 'Chỉ mục tìm kiếm đang được dựng; hãy thử lại sau một phút.',
      en: 'The search index is being built; try again in a minute.',
    }),
  /** 400 with a JSON text instead of an object, as CKAN answers what it cannot read. */
  badBody: (message: string) =>
    new AppError('invalid', 'ckan.bad-body', {
      vi: `Yêu cầu không đọc được: ${message}`,
      en: `Bad request: ${message}`,
    }),
}
