import { AppError, type FieldProblem } from '../../platform/errors.ts'

export const errors = {
  planNotFound: () =>
    new AppError('not-found', 'plans.plan-not-found', {
      vi: 'Không có kế hoạch này, hoặc kế hoạch chưa công bố. Xem danh sách ở trang Kế hoạch.',
      en: 'There is no such plan, or it is not public yet. See the list of plans.',
    }),
  withdrawn: (title: string, reason: string) =>
    new AppError('gone', 'plans.withdrawn', {
      vi: `“${title}” đã được thu hồi. Lý do: ${reason}`,
      en: `“${title}” has been withdrawn. Reason: ${reason}`,
    }),
  kindNotFound: (id: string) =>
    new AppError('not-found', 'plans.kind-not-found', {
      vi: `Không có loại kế hoạch "${id.slice(0, 60)}". Xem các loại ở trang Kế hoạch.`,
      en: `There is no kind of plan "${id.slice(0, 60)}". See the kinds on the page of plans.`,
    }),
  noSuchAgency: () =>
    new AppError('not-found', 'plans.no-such-agency', {
      vi: 'Không có cơ quan nào mang mã này. Xem danh sách ở trang Cơ quan.',
      en: 'No agency bears this code. See the list of agencies.',
    }),
  noFile: () =>
    new AppError('invalid', 'plans.no-file', {
      vi: 'Chưa chọn tệp nào.',
      en: 'No file is chosen.',
      fields: [{ field: 'tep', message: { vi: 'Chưa chọn tệp nào.', en: 'No file is chosen.' } }],
    }),
  itemNotFound: () =>
    new AppError('not-found', 'plans.item-not-found', {
      vi: 'Mục này không còn trong kế hoạch. Có thể người khác vừa bỏ; hãy tải lại trang.',
      en: 'This item is no longer in the plan. Somebody may have dropped it; reload the page.',
    }),
  samePeriod: (title: string) =>
    new AppError('conflict', 'plans.same-period', {
      vi: `Cơ quan đã có “${title}” cho thời kỳ này. Hãy sửa kế hoạch đó, hoặc chọn thời kỳ khác.`,
      en: `The agency has “${title}” for this period. Change that plan, or choose another period.`,
      fields: [
        {
          field: 'from',
          message: { vi: `Trùng thời kỳ với “${title}”.`, en: `Same period as “${title}”.` },
        },
      ],
    }),
  wrongPeriod: () =>
    new AppError('invalid', 'plans.wrong-period', {
      vi: 'Thời kỳ chưa đúng. Ghi ngày đầu trước ngày cuối, cách nhau tối đa 20 năm.',
      en: 'The period is wrong. The first day comes before the last, at most 20 years apart.',
      fields: [
        {
          field: 'from',
          message: {
            vi: 'Ghi ngày đầu trước ngày cuối, cách nhau tối đa 20 năm.',
            en: 'The first day comes before the last, at most 20 years apart.',
          },
        },
      ],
    }),
  wrongContent: (fields: readonly FieldProblem[]) =>
    new AppError('invalid', 'plans.wrong-content', {
      vi: 'Nội dung kế hoạch có chỗ chưa đúng. Sửa các chỗ nêu dưới đây rồi lưu lại.',
      en: 'The plan has wrong parts. Mend the places named and save again.',
      fields,
    }),
  notReady: (fields: readonly FieldProblem[]) =>
    new AppError('invalid', 'plans.not-ready', {
      vi: 'Kế hoạch chưa đủ nội dung tối thiểu:',
      en: 'The plan lacks required content:',
      fields,
    }),
  needsDecision: () =>
    new AppError('invalid', 'plans.needs-decision', {
      vi: 'Kế hoạch ban hành bằng quyết định: ghi số và ngày của quyết định.',
      en: 'A plan is issued by a decision: give its number and date.',
      fields: [
        { field: 'number', message: { vi: 'Ghi số, ký hiệu của quyết định.', en: 'Give the number of the decision.' } },
      ],
    }),
  notInPlan: () =>
    new AppError('invalid', 'plans.not-in-plan', {
      vi: 'Mục này không có trong kế hoạch đang có hiệu lực.',
      en: 'This item is not in the plan in force.',
    }),
  notADataset: () =>
    new AppError('invalid', 'plans.not-a-dataset', {
      vi: 'Chỉ nối được mục với một bộ dữ liệu của cơ quan hoặc đơn vị trực thuộc. Kiểm tra lại tên địa chỉ của bộ dữ liệu.',
      en: 'An item is linked to a dataset of the agency or its units. Check the address of the dataset.',
      fields: [
        {
          field: 'dataset',
          message: {
            vi: 'Không thấy bộ dữ liệu này ở cơ quan.',
            en: 'The agency has no such dataset.',
          },
        },
      ],
    }),
  unknownAgency: (code: string) =>
    new AppError('invalid', 'plans.unknown-agency', {
      vi: `Không có cơ quan nào mang mã "${code.slice(0, 60)}". Chọn cơ quan trong danh sách.`,
      en: `No agency has the code "${code.slice(0, 60)}". Choose one of the list.`,
      fields: [{ field: 'agency', message: { vi: 'Chọn cơ quan.', en: 'Choose the agency.' } }],
    }),
}
