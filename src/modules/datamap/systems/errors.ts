import { AppError, type FieldProblem } from '../../../platform/errors.ts'
import type { Step } from './dossier.ts'
import type { DossierState } from './record.ts'

const one = (field: string, vi: string, en: string): FieldProblem => ({ field, message: { vi, en } })

export const systemErrors = {
  notFound: () =>
    new AppError('not-found', 'datamap.system-not-found', {
      vi: 'Không có hệ thống thông tin này, hoặc tài khoản không được xem.',
      en: 'There is no such information system, or this account may not see it.',
    }),
  unknownAgency: (code: string) =>
    new AppError('invalid', 'datamap.system-unknown-agency', {
      vi: `Không có cơ quan mang mã “${code.slice(0, 60)}”. Xem mã ở trang Cơ quan.`,
      en: `No agency has the code "${code.slice(0, 60)}". See the codes on the page of agencies.`,
      fields: [one('agency', 'Chọn lại cơ quan chủ quản.', 'Choose the owner again.')],
    }),
  savedByOther: (name: string) =>
    new AppError('conflict', 'datamap.system-saved-by-other', {
      vi: `${name} vừa lưu hệ thống này. Mở lại trang để thấy bản mới rồi sửa tiếp.`,
      en: `${name} has just saved this system. Open the page again to see it, then go on.`,
    }),
  needsReason: (proposed: number) =>
    new AppError('invalid', 'datamap.level-needs-reason', {
      vi: `Quy định đề xuất cấp độ ${proposed}. Chọn cấp khác thì phải ghi lý do.`,
      en: `The rules propose level ${proposed}. Another one needs a reason.`,
      fields: [one('reason', `Ghi lý do không chọn cấp độ ${proposed}.`, `Say why it is not level ${proposed}.`)],
    }),
  noLevel: () =>
    new AppError('invalid', 'datamap.system-without-level', {
      vi: 'Hệ thống chưa có cấp độ. Hãy xác định cấp độ trước khi trình hồ sơ.',
      en: 'The system has no level yet. Settle it before the dossier goes on.',
    }),
  missingParts: (names: readonly { vi: string; en: string }[]) =>
    new AppError('invalid', 'datamap.dossier-incomplete', {
      vi: `Hồ sơ còn thiếu: ${names.map(({ vi }) => vi).join('; ')}.`,
      en: `The dossier lacks: ${names.map(({ en }) => en).join('; ')}.`,
    }),
  wrongStep: (state: DossierState, step: Step) =>
    new AppError('conflict', 'datamap.dossier-wrong-step', {
      vi: 'Bước này không làm được ở trạng thái hiện tại của hồ sơ. Mở lại trang để xem bước đang chờ.',
      en: 'The dossier is not where this step begins. Open the page again to see which step waits.',
      facts: { state, step },
    }),
  lockedLevel: () =>
    new AppError('conflict', 'datamap.level-locked', {
      vi: 'Hồ sơ đang được xem xét hoặc đã phê duyệt. Trả lại hoặc mở lại hồ sơ rồi mới đổi cấp độ.',
      en: 'The dossier is under consideration or approved. Return or reopen it before changing the level.',
    }),
  needsDecision: () =>
    new AppError('invalid', 'datamap.approval-incomplete', {
      vi: 'Phê duyệt phải có số quyết định, ngày và cơ quan ký.',
      en: 'An approval has the number, the day and the authority of the decision.',
      fields: [
        one('number', 'Ghi số quyết định, ngày ký và cơ quan ký.', 'Give number, day and authority of the decision.'),
      ],
    }),
  futureDecision: () =>
    new AppError('invalid', 'datamap.approval-in-future', {
      vi: 'Ngày quyết định nằm ở tương lai.',
      en: 'The day of the decision lies in the future.',
      fields: [one('on', 'Ngày ký không thể sau hôm nay.', 'The day cannot be after today.')],
    }),
  needsReturnReason: () =>
    new AppError('invalid', 'datamap.dossier-needs-reason', {
      vi: 'Ghi lý do để người soạn biết phải sửa gì.',
      en: 'Give the reason, so that it can be mended.',
      fields: [one('note', 'Ghi lý do.', 'Give the reason.')],
    }),
}
