import { AppError } from '../../../platform/errors.ts'

/** Says at which control of the form to mend it. */
function at(field: string, error: AppError): AppError {
  return new AppError(error.kind, error.code, { ...error.said, fields: [{ field, message: error.said }] })
}

export const eraseErrors = {
  notFound: () =>
    new AppError('not-found', 'datasets.erasure-not-found', {
      vi: 'Không có đề nghị xoá này.',
      en: 'There is no such erasure.',
    }),
  decided: () =>
    new AppError('conflict', 'datasets.erasure-decided', {
      vi: 'Đề nghị xoá này đã được quyết định. Hãy tải lại trang.',
      en: 'This erasure has been decided already. Reload the page.',
    }),
  nothingNamed: () =>
    at(
      'versions',
      new AppError('invalid', 'datasets.erasure-empty', {
        vi: 'Chưa chọn phiên bản hay tệp nào để xoá.',
        en: 'No version or file was chosen.',
      }),
    ),
  notOfDataset: () =>
    at(
      'versions',
      new AppError('invalid', 'datasets.erasure-not-of-dataset', {
        vi: 'Có phiên bản hay tệp không thuộc bộ dữ liệu này, hoặc đã xoá rồi.',
        en: 'A version or file does not belong to this dataset, or is erased already.',
      }),
    ),
  askedAlready: () =>
    new AppError('conflict', 'datasets.erasure-asked', {
      vi: 'Đã có đề nghị xoá phiên bản hay tệp này, đang chờ người duyệt.',
      en: 'An erasure of this version or file is waiting for the approver.',
    }),
  needsReason: () =>
    at(
      'reason',
      new AppError('invalid', 'datasets.erasure-reason', { vi: 'Hãy ghi lý do xoá.', en: 'Give the reason.' }),
    ),
  needsBasis: () =>
    at(
      'basis',
      new AppError('invalid', 'datasets.erasure-basis', {
        vi: 'Hãy ghi căn cứ pháp lý: số văn bản, điều, khoản.',
        en: 'Name the legal basis: document, article.',
      }),
    ),
  erasedFile: (fileName: string) =>
    new AppError('conflict', 'datasets.erased-file', {
      vi: `Tệp này ("${fileName}") đã bị xoá khỏi bộ dữ liệu theo quyết định, nên không tải lên lại được.`,
      en: `This file ("${fileName}") was erased from the dataset by decision and cannot be uploaded again.`,
    }),
}
