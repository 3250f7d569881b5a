import { AppError } from '../../../platform/errors.ts'

export const errors = {
  agencyNotFound: (code: string) =>
    new AppError('not-found', 'dcat.agency-not-found', {
      vi: `Không có cơ quan mã "${code}". Xem mã ở trang danh sách cơ quan.`,
      en: `There is no agency with the code "${code}". The list of agencies has the codes.`,
    }),
  uriNotFound: (path: string) =>
    new AppError('not-found', 'dcat.uri-not-found', {
      vi: `Địa chỉ lâu dài ${path} không chỉ tới thứ gì công khai ở nút này.`,
      en: `The permanent address ${path} leads to nothing public on this node.`,
    }),
}
