import { AppError, type FieldProblem } from '../../platform/errors.ts'

export const errors = {
  resourceNotFound: (name: string) =>
    new AppError('not-found', 'catalog.resource-not-found', {
      vi: `Không có bộ dữ liệu "${name}". Địa chỉ có thể đã gõ nhầm.`,
      en: `There is no dataset "${name}". The address may be mistyped.`,
    }),
  slugTaken: (slug: string) =>
    new AppError('conflict', 'catalog.slug-taken', {
      vi: `Tên ngắn "${slug}" đã có bộ dữ liệu khác dùng, hoặc có ký tự khác chữ thường không dấu, số và gạch nối.`,
      en: `The name "${slug}" is in use already, or holds signs other than a–z, 0–9 and hyphens.`,
      fields: [{ field: 'name', message: { vi: 'Tên ngắn này không dùng được.', en: 'That name is already in use.' } }],
    }),
  changeNotFound: () =>
    new AppError('not-found', 'catalog.change-not-found', {
      vi: 'Không có bản nháp này, hoặc nó đã được xử lý xong.',
      en: 'There is no such draft, or it has been dealt with.',
    }),
  withdrawn: (title: string, reason: string) =>
    new AppError('gone', 'catalog.withdrawn', {
      vi: `"${title}" đã được thu hồi. Lý do: ${reason}`,
      en: `"${title}" has been withdrawn. Reason: ${reason}`,
      facts: { reason },
    }),
  foreign: (origin: { source: string; landingPage: string }) =>
    new AppError('conflict', 'catalog.foreign', {
      vi: `Bộ dữ liệu này lấy từ "${origin.source}"; việc này chỉ làm được ở nơi quản lý: ${origin.landingPage}. Lần đọc nguồn kế tiếp sẽ mang kết quả về đây.`,
      en: `This dataset comes from "${origin.source}"; this can only be done by its owner: ${origin.landingPage}. The next reading of the source brings the result here.`,
      facts: { landing_page: origin.landingPage },
    }),
  wrongState: (state: string) =>
    new AppError('conflict', 'catalog.wrong-state', {
      vi: `Việc này không làm được khi thay đổi đang ở trạng thái "${STATE_VI[state] ?? state}". Hãy tải lại trang.`,
      en: `This cannot be done while the change is "${state}". Reload the page.`,
    }),
  savedByOther: (name: string) =>
    new AppError('conflict', 'catalog.saved-by-other', {
      vi: `${name} vừa lưu bản nháp này sau khi bạn mở. Chưa có gì bị ghi đè; hãy tải lại để xem bản mới rồi sửa tiếp.`,
      en: `${name} saved this draft after you opened it. Nothing was overwritten; reload to see the newer text and go on.`,
    }),
  publishedMeanwhile: () =>
    new AppError('conflict', 'catalog.published-meanwhile', {
      vi: 'Bộ dữ liệu đã có bản công bố mới hơn bản mà nháp này dựa vào. Hãy mở nháp mới từ bản hiện hành.',
      en: 'A newer version was published than the one this draft began from. Start a new draft from it.',
    }),
  openChangeExists: (name: string) =>
    new AppError('conflict', 'catalog.open-change-exists', {
      vi: `Đã có một bản nháp đang mở của ${name}. Hãy làm tiếp bản đó.`,
      en: `${name} has an open draft already. Go on with that one.`,
    }),
  notReady: (fields: readonly FieldProblem[]) =>
    new AppError('invalid', 'catalog.not-ready', {
      vi: 'Chưa gửi duyệt được, còn thiếu:',
      en: 'Not ready for review, missing:',
      fields,
    }),
  needsReason: () =>
    new AppError('invalid', 'catalog.needs-reason', {
      vi: 'Hãy ghi lý do.',
      en: 'Give a reason.',
      fields: [{ field: 'reason', message: { vi: 'Hãy ghi lý do.', en: 'Give a reason.' } }],
    }),
  pastDate: () =>
    new AppError('invalid', 'catalog.past-date', {
      vi: 'Giờ công bố phải ở sau hiện tại.',
      en: 'The time must lie ahead.',
      fields: [{ field: 'at', message: { vi: 'Giờ công bố phải ở sau hiện tại.', en: 'The time must lie ahead.' } }],
    }),
  emptyText: (field: string) =>
    new AppError('invalid', 'catalog.empty-text', {
      vi: 'Chưa có nội dung.',
      en: 'The text is empty.',
      fields: [{ field, message: { vi: 'Chưa có nội dung.', en: 'The text is empty.' } }],
    }),
}

const STATE_VI: Readonly<Record<string, string>> = {
  draft: 'bản nháp',
  in_review: 'chờ duyệt',
  scheduled: 'hẹn công bố',
  published: 'đã công bố',
  discarded: 'đã bỏ',
}
