import { AppError } from '../../platform/errors.ts'

/** What a source did wrong, in words that its owner can act on; each is a line of the source's log. */
export const sourceErrors = {
  refused: (url: string, status: number) =>
    new AppError('unavailable', 'harvest.refused', {
      vi: `${url} trả lời mã ${status}. Hãy hỏi bên quản lý nguồn xem địa chỉ còn đúng và có cho đọc không.`,
      en: `${url} answers with status ${status}. Ask its owner whether the address is right and open to read.`,
      facts: { upstream_status: status },
    }),
  busy: (url: string, seconds: number) =>
    new AppError('unavailable', 'harvest.busy', {
      vi: `${url} xin ngừng hỏi trong ${seconds} giây (429/503). Sẽ đọc tiếp từ chỗ đang dở sau khoảng đó.`,
      en: `${url} asks to be left alone for ${seconds} seconds (429/503). Reading goes on from the same place after that.`,
      facts: { retry_after_s: seconds },
    }),
  htmlInstead: (url: string) =>
    new AppError('unavailable', 'harvest.html-instead', {
      vi: `${url} trả lời 200 nhưng nội dung là một trang HTML, không phải danh mục. Thường là trang đăng nhập, trang bảo trì hoặc địa chỉ sai.`,
      en: `${url} answers 200 but with an HTML page instead of a catalogue: mostly a sign-in page, a maintenance page or a wrong address.`,
    }),
  cutShort: (url: string) =>
    new AppError('unavailable', 'harvest.cut-short', {
      vi: `Kết nối tới ${url} bị ngắt giữa chừng: chỉ nhận được một phần nội dung. Sẽ thử lại.`,
      en: `The connection to ${url} broke off half-way: only part of the answer arrived. It will be tried again.`,
    }),
  tooSlow: (url: string, seconds: number) =>
    new AppError('unavailable', 'harvest.too-slow', {
      vi: `${url} chưa gửi xong sau ${seconds} giây nên đã ngừng chờ. Sẽ thử lại sau.`,
      en: `${url} had not finished after ${seconds} seconds, so waiting was given up. It will be tried again later.`,
    }),
  tooLarge: (url: string, megabytes: number) =>
    new AppError('unavailable', 'harvest.too-large', {
      vi: `${url} gửi hơn ${megabytes} MB cho một lần trả lời, đã dừng đọc. Hãy đề nghị bên quản lý chia trang danh mục.`,
      en: `${url} sends more than ${megabytes} MB in one answer, so reading stopped. Ask its owner to page the catalogue.`,
    }),
  notJson: (url: string) =>
    new AppError('unavailable', 'harvest.not-json', {
      vi: `${url} không trả về JSON đọc được.`,
      en: `${url} does not return readable JSON.`,
    }),
  notCatalogue: (url: string, wanted: string) =>
    new AppError('unavailable', 'harvest.not-catalogue', {
      vi: `Nội dung ở ${url} không phải ${wanted}. Hãy kiểm tra địa chỉ và loại nguồn.`,
      en: `What is at ${url} is not ${wanted}. Check the address and the kind of source.`,
    }),
  invalidRdf: (url: string, detail: { readonly vi: string; readonly en: string }) =>
    new AppError('unavailable', 'harvest.invalid-rdf', {
      vi: `Không đọc được RDF ở ${url}: ${detail.vi}`,
      en: `The RDF at ${url} cannot be read: ${detail.en}`,
    }),
  apiFailure: (url: string, message: string) =>
    new AppError('unavailable', 'harvest.api-failure', {
      vi: `CKAN ở ${url} báo lỗi: ${message}`,
      en: `CKAN at ${url} reports: ${message}`,
    }),
  endless: (url: string) =>
    new AppError('unavailable', 'harvest.endless', {
      vi: `${url} cứ trả lại trang đã đọc: phân trang không có hồi kết. Đã dừng; những bản ghi đọc được vẫn giữ nguyên.`,
      en: `${url} keeps giving pages that were read before: its paging has no end. Reading stopped; what was read is kept.`,
    }),
  tooMany: (most: number) =>
    new AppError('unavailable', 'harvest.too-many', {
      vi: `Nguồn có hơn ${most} bản ghi, mức tối đa đặt cho nguồn này. Đã dừng ở đó.`,
      en: `The source has more than ${most} records, the most set for it. Reading stopped there.`,
    }),
}
