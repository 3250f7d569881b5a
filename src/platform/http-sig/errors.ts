import { AppError } from '../errors.ts'

const refuse = (code: string, vi: string, en: string) => new AppError('forbidden', `http-sig.${code}`, { vi, en })

export const sigErrors = {
  missing: (who: string) =>
    refuse(
      'missing',
      `Thông điệp của ${who} không có chữ ký (Signature, Signature-Input, Content-Digest). Có thể một máy chủ trung gian đã bỏ các dòng này.`,
      `The message of ${who} bears no signature (Signature, Signature-Input, Content-Digest). A proxy may have dropped these fields.`,
    ),
  changedBody: (who: string) =>
    refuse(
      'changed-body',
      `Nội dung nhận từ ${who} không khớp Content-Digest: đã bị sửa hoặc bị cắt trên đường đi.`,
      `What came from ${who} does not match its Content-Digest: it was changed or cut on its way.`,
    ),
  unknownKey: (who: string, keyId: string) =>
    refuse(
      'unknown-key',
      `${who} ký bằng khóa chưa được xác nhận (${keyId.slice(0, 12)}…). Người vận hành cần đối chiếu dấu khóa với bên kia rồi xác nhận lại ở trang Các nút.`,
      `${who} signs with a key that was not confirmed (${keyId.slice(0, 12)}…). The operator compares its fingerprint with the other side and confirms it on the page of nodes.`,
    ),
  clock: (who: string, seconds: number) =>
    refuse(
      'clock',
      `Chữ ký của ${who} lệch ${minutes(seconds)} phút so với đồng hồ máy này. Hãy đồng bộ giờ (NTP) ở hai bên.`,
      `The signature of ${who} is ${minutes(seconds)} minutes away from the clock of this machine. Synchronise both clocks (NTP).`,
    ),
  wrong: (who: string) =>
    refuse(
      'wrong',
      `Chữ ký của ${who} không đúng với nội dung.`,
      `The signature of ${who} does not belong to this content.`,
    ),
}

function minutes(seconds: number): string {
  return (Math.abs(seconds) / 60).toFixed(1)
}
