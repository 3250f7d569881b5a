import { AppError, type Said } from '../../../platform/errors.ts'

const invalid = (code: string, field: string, said: Said) =>
  new AppError('invalid', `plans.${code}`, { ...said, fields: [{ field, message: said }] })

export const requestErrors = {
  notFound: () =>
    new AppError('not-found', 'plans.request-not-found', {
      vi: 'Không có đề nghị này, hoặc đề nghị không hiện công khai. Xem danh sách ở trang Đề nghị mở dữ liệu.',
      en: 'There is no such request, or it is not public. See the list of requests.',
    }),
  needsTitle: () =>
    invalid('needs-title', 'title', {
      vi: 'Ghi tên dữ liệu cần, ít nhất 8 chữ cái.',
      en: 'Name the data you need, at least 8 letters.',
    }),
  needsBody: () =>
    invalid('needs-body', 'body', {
      vi: 'Ghi rõ cần dữ liệu gì và để làm gì, ít nhất 20 chữ cái.',
      en: 'Say what data you need and what for, at least 20 letters.',
    }),
  needsReason: (field = 'text') =>
    invalid('needs-reason', field, {
      vi: 'Ghi lý do; người đề nghị và mọi người đều đọc được.',
      en: 'Give the reason; whoever asked and everybody will read it.',
    }),
  needsBasis: () =>
    invalid('needs-basis', 'basis', {
      vi: 'Từ chối phải nêu căn cứ pháp lý: số văn bản và điều.',
      en: 'A refusal names its legal basis: number of the document and article.',
    }),
  needsLink: () =>
    invalid('needs-link', 'plan', {
      vi: 'Chọn mục kế hoạch sẽ đáp ứng đề nghị.',
      en: 'Choose the item of a plan that will answer the request.',
    }),
  needsDataset: () =>
    invalid('needs-dataset', 'dataset', {
      vi: 'Không thấy bộ dữ liệu công khai này. Dán địa chỉ trang của bộ dữ liệu đã công bố.',
      en: 'There is no such public dataset. Paste the address of the page of a published dataset.',
    }),
  personalData: (field: string) =>
    invalid('personal-data', field, {
      vi: 'Trong nội dung còn số định danh, số điện thoại, tài khoản hoặc thư điện tử. Bỏ đi, vì ai cũng đọc được.',
      en: 'The text still holds an identity number, phone number, account or e-mail. Take it out: everybody will read it.',
    }),
  wrongMerge: () =>
    invalid('wrong-merge', 'into', {
      vi: 'Chỉ gộp vào một đề nghị khác đang hiện công khai. Kiểm tra lại số đề nghị.',
      en: 'Requests are merged into another one that is public. Check the number.',
    }),
  answered: () =>
    new AppError('conflict', 'plans.request-answered', {
      vi: 'Đề nghị này đã được xử lý xong, có thể bởi người khác vừa rồi. Tải lại trang để xem.',
      en: 'This request has been dealt with, perhaps by somebody else just now. Reload the page.',
    }),
  tooManyVotes: () =>
    new AppError('too-many', 'plans.too-many-votes', {
      vi: 'Nơi này đã ủng hộ đề nghị nhiều lần. Mỗi người ủng hộ một lần là đủ.',
      en: 'This place has supported the request several times. Once for each person is enough.',
    }),
}
