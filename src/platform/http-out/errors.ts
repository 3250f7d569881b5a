import { AppError } from '../errors.ts'

export const outErrors = {
  badUrl: () =>
    new AppError('invalid', 'http-out.bad-url', {
      vi: 'Địa chỉ phải là http:// hoặc https://, không kèm tên và mật khẩu.',
      en: 'The address must be http:// or https://, without name and password.',
    }),
  privateAddress: (host: string) =>
    new AppError('invalid', 'http-out.private-address', {
      vi: `Địa chỉ "${host}" nằm trong mạng nội bộ. Chỉ nhận địa chỉ trên Internet mà ai cũng mở được.`,
      en: `The address "${host}" lies in a private network. Only addresses that anybody can open are accepted.`,
    }),
  unknownHost: (host: string) =>
    new AppError('invalid', 'http-out.unknown-host', {
      vi: `Không tìm thấy máy chủ "${host}". Hãy kiểm tra lại địa chỉ.`,
      en: `There is no host "${host}". Check the address.`,
    }),
  unreachable: (host: string) =>
    new AppError('invalid', 'http-out.unreachable', {
      vi: `Máy chủ "${host}" không trả lời.`,
      en: `The host "${host}" does not answer.`,
    }),
  tooManyRedirects: () =>
    new AppError('invalid', 'http-out.too-many-redirects', {
      vi: 'Địa chỉ chuyển hướng quá nhiều lần.',
      en: 'The address redirects too many times.',
    }),
  coding: (coding: string) =>
    new AppError('invalid', 'http-out.coding', {
      vi: `Máy chủ gửi nội dung nén kiểu "${coding.slice(0, 40)}" dù chỉ hỏi nội dung không nén. Hãy đề nghị bên quản lý gửi nguyên hoặc nén gzip.`,
      en: `The server sends content packed as "${coding.slice(0, 40)}" although plain was asked for. Ask its owner for plain or gzip.`,
    }),
  tooLarge: (maxBytes: number) =>
    new AppError('too-large', 'http-out.too-large', {
      vi: `Nội dung ở địa chỉ này lớn hơn mức nhận được (${Math.round(maxBytes / 1e6)} MB).`,
      en: `What is at this address is larger than what is accepted (${Math.round(maxBytes / 1e6)} MB).`,
    }),
}
