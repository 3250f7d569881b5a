import { AppError } from '../../platform/errors.ts'
import type { PersonalHit } from './reading/understanding.ts'

export const errors = {
  uploadNotFound: () =>
    new AppError('not-found', 'datasets.upload-not-found', {
      vi: 'Không có lượt tải lên này, hoặc nó đã hết hạn. Hãy tải tệp lên lại.',
      en: 'There is no such upload, or it has expired. Send the file again.',
    }),
  uploadUnfinished: (offset: number, length: number) =>
    new AppError('conflict', 'datasets.upload-unfinished', {
      vi: `Tệp mới tải lên được ${offset} trong ${length} byte. Hãy tải tiếp phần còn lại.`,
      en: `${offset} of ${length} bytes have arrived. Send the rest.`,
      facts: { offset, length },
    }),
  wrongOffset: (offset: number) =>
    new AppError('conflict', 'datasets.upload-offset', {
      vi: `Phần gửi không nối tiếp: tệp đang có ${offset} byte.`,
      en: `The part does not follow on: ${offset} bytes are here.`,
      facts: { offset },
    }),
  tooLarge: (maxBytes: number) =>
    new AppError('too-large', 'datasets.file-too-large', {
      vi: `Tệp lớn hơn mức nhận được (${Math.round(maxBytes / 1e9)} GB). Hãy tách thành nhiều tệp.`,
      en: `The file is larger than what is accepted (${Math.round(maxBytes / 1e9)} GB). Split it.`,
    }),
  moreThanAnnounced: (length: number) =>
    new AppError('too-large', 'datasets.more-than-announced', {
      vi: `Gửi nhiều hơn ${length} byte đã báo trước (Upload-Length). Phần thừa không được nhận.`,
      en: `More came than the ${length} bytes announced (Upload-Length). The rest was not taken.`,
    }),
  sameFile: (fileName: string) =>
    new AppError('conflict', 'datasets.same-file', {
      vi: `Tệp này giống từng byte với "${fileName}" đã có trong bộ dữ liệu. Không có gì mới để nạp.`,
      en: `This file equals "${fileName}" in the dataset, byte by byte. There is nothing new to load.`,
    }),
  nothingUploaded: () =>
    new AppError('invalid', 'datasets.nothing-uploaded', {
      vi: 'Chưa có tệp hoặc liên kết nào. Hãy tải tệp lên trước khi gửi duyệt.',
      en: 'There is no file or link yet. Upload a file before asking for review.',
    }),
  stillReading: (fileName: string) =>
    new AppError('conflict', 'datasets.still-reading', {
      vi: `Tệp "${fileName}" còn đang được đọc. Hãy đợi vài giây rồi gửi duyệt.`,
      en: `"${fileName}" is still being read. Wait a few seconds and ask again.`,
    }),
  failedSource: (fileName: string) =>
    new AppError('conflict', 'datasets.failed-source', {
      vi: `Tệp "${fileName}" không đọc được. Hãy sửa tệp hoặc bỏ nó khỏi bản nháp.`,
      en: `"${fileName}" could not be read. Mend it or take it out of the draft.`,
    }),
  needsDecision: (hits: readonly PersonalHit[]) =>
    new AppError('conflict', 'datasets.needs-decision', {
      vi: `Có ${hits.length} cột giống dữ liệu cá nhân (${hits.map((hit) => hit.columnTitle).join(', ')}). Muốn công bố mở phải ghi quyết định cho phép.`,
      en: `${hits.length} columns look like personal data (${hits.map((hit) => hit.columnTitle).join(', ')}). Publishing them openly needs a named decision.`,
      facts: { hits },
    }),
  badStep: () =>
    new AppError('invalid', 'datasets.bad-step', {
      vi: 'Bước này nói về bảng, cột hoặc giá trị mà tệp không có. Hãy tải lại trang rồi chọn lại.',
      en: 'The step speaks of a table, column or value that the file does not have. Reload the page and choose again.',
    }),
  badHeader: () =>
    new AppError('invalid', 'datasets.bad-header', {
      vi: 'Dòng tiêu đề phải là các dòng liền nhau, phía trên ít nhất một dòng dữ liệu.',
      en: 'Header rows must follow one another, above at least one row of data.',
    }),
  beingRead: (fileName: string) =>
    new AppError('conflict', 'datasets.being-read', {
      vi: `Tệp "${fileName}" đang được đọc. Hãy đợi vài giây rồi sửa quy trình.`,
      en: `"${fileName}" is being read. Wait a few seconds and edit the steps then.`,
    }),
  nothingToUndo: () =>
    new AppError('conflict', 'datasets.nothing-to-undo', {
      vi: 'Không còn bước nào do cán bộ sửa để hoàn tác.',
      en: 'There is no edited step left to undo.',
    }),
  sourceNotFound: () =>
    new AppError('not-found', 'datasets.source-not-found', { vi: 'Không có tệp này.', en: 'There is no such file.' }),
  tableNotFound: () =>
    new AppError('not-found', 'datasets.table-not-found', {
      vi: 'Không có bảng này, hoặc nó không công bố.',
      en: 'There is no such table, or it is not public.',
    }),
  versionNotFound: () =>
    new AppError('not-found', 'datasets.version-not-found', {
      vi: 'Bảng không có phiên bản này.',
      en: 'The table has no such version.',
    }),
  erased: (reason: string, basis: string) =>
    new AppError('gone', 'datasets.erased', {
      vi: `Phiên bản này đã được xoá theo quyết định. Lý do: ${reason}`,
      en: `This version was erased by decision. Reason: ${reason}`,
      facts: { reason, basis },
    }),
}
