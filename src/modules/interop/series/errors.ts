import { AppError, invalidFields } from '../../../platform/errors.ts'

export const errors = {
  agencyNotFound: (code: string) =>
    new AppError('not-found', 'series.agency-not-found', {
      vi: `Không có cơ quan mã "${code}". Hãy chọn cơ quan trong danh sách.`,
      en: `There is no agency with the code "${code}". Choose one from the list.`,
    }),
  needsTitle: () =>
    invalidFields('series.needs-title', [
      { field: 'title.vi', message: { vi: 'Hãy ghi tên chuỗi.', en: 'Give the series a title.' } },
    ]),
  tooLong: (most: number) =>
    invalidFields('series.too-long', [
      {
        field: 'description.vi',
        message: { vi: `Mô tả dài quá ${most} ký tự.`, en: `The description is longer than ${most} characters.` },
      },
    ]),
}
