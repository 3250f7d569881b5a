import { AppError, type FieldProblem } from '../../platform/errors.ts'
import { catalogErrors } from '../catalog/index.ts'

export const errors = {
  notFound: (name: string) => catalogErrors.resourceNotFound(name),
  notReady: (fields: readonly FieldProblem[]) =>
    new AppError('invalid', 'datamap.not-ready', {
      vi: 'Chưa gửi duyệt được, còn thiếu:',
      en: 'Not ready for review, missing:',
      fields,
    }),
  unknownAgency: (name: string) =>
    new AppError('invalid', 'datamap.unknown-agency', {
      vi: `Không có cơ quan nào mang mã "${name.slice(0, 60)}". Xem mã ở trang Cơ quan.`,
      en: `No agency has the code "${name.slice(0, 60)}". See the codes on the page of agencies.`,
      fields: [{ field: 'agency', message: { vi: 'Mã cơ quan không đúng.', en: 'The agency code is wrong.' } }],
    }),
}
