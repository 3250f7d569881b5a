import { AppError } from '../../../platform/errors.ts'

export const linkErrors = {
  dead: (url: string, status: number | undefined) =>
    new AppError('invalid', 'datasets.link-dead', {
      vi: `Địa chỉ "${url}" không mở được${status ? ` (máy chủ trả lời ${status})` : ''}. Hãy kiểm tra lại.`,
      en: `"${url}" cannot be opened${status ? ` (the server answers ${status})` : ''}. Check the address.`,
      facts: status === undefined ? {} : { upstream_status: status },
    }),
  needsTitle: () =>
    new AppError('invalid', 'datasets.link-title', {
      vi: 'Hãy đặt tên cho liên kết: người xem sẽ mở được gì ở đó.',
      en: 'Name the link: say what people find there.',
    }),
}
