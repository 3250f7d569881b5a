import { AppError, type FieldProblem, invalidFields } from '../../../platform/errors.ts'

export const manageErrors = {
  sourceNotFound: () =>
    new AppError('not-found', 'harvest.source-not-found', {
      vi: 'Không có nguồn này, hoặc nó đã bị xóa.',
      en: 'There is no such source, or it has been removed.',
    }),
  runNotFound: () =>
    new AppError('not-found', 'harvest.run-not-found', {
      vi: 'Không có lần đọc này; chỉ giữ 50 lần gần nhất của mỗi nguồn.',
      en: 'There is no such run; only the last 50 of a source are kept.',
    }),
  runOpen: () =>
    new AppError('conflict', 'harvest.run-open', {
      vi: 'Nguồn này đang được đọc. Hãy chờ xong, hoặc dừng lần đọc đó trước.',
      en: 'This source is being read. Wait for it to end, or stop that run first.',
    }),
  nothingToDecide: () =>
    new AppError('conflict', 'harvest.nothing-to-decide', {
      vi: 'Nguồn này không chờ quyết định nào. Hãy tải lại trang.',
      en: 'This source waits for no decision. Reload the page.',
    }),
  stillShown: (count: number) =>
    new AppError('conflict', 'harvest.still-shown', {
      vi: `Còn ${count} bộ dữ liệu lấy từ nguồn này. Hãy chọn gỡ chúng cùng với nguồn, hoặc chỉ tắt nguồn.`,
      en: `${count} datasets of this source are still shown. Take them off with it, or only turn the source off.`,
    }),
  noAdapter: (kind: string) =>
    new AppError('invalid', 'harvest.no-adapter', {
      vi: `Nút này chưa đọc được nguồn loại "${kind}".`,
      en: `This node cannot read sources of kind "${kind}".`,
    }),
  badFields: (fields: readonly FieldProblem[]) => invalidFields('harvest.bad-fields', fields),
}
