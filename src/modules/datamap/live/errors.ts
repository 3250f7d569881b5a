import { AppError } from '../../../platform/errors.ts'

export const liveErrors = {
  notFound: () =>
    new AppError('not-found', 'datamap.live-not-found', {
      vi: 'Không có cơ sở dữ liệu này, hoặc tài khoản không được sửa.',
      en: 'There is no such database, or this account may not change it.',
    }),
  hostNotListed: (place: string) =>
    new AppError('forbidden', 'datamap.live-host-not-listed', {
      vi: `Người vận hành chưa cho phép đọc máy chủ ${place}. Hãy đề nghị thêm vào danh sách NGUON_LIVE_HOSTS.`,
      en: `The operator has not allowed reading ${place}. Ask for it to be added to NGUON_LIVE_HOSTS.`,
      fields: [
        {
          field: 'host',
          message: {
            vi: `Máy chủ ${place} không có trong danh sách được phép. Hãy đề nghị người vận hành thêm vào NGUON_LIVE_HOSTS.`,
            en: `The server ${place} is not on the list. Ask the operator to add it to NGUON_LIVE_HOSTS.`,
          },
        },
      ],
    }),
  needsPassword: () =>
    new AppError('invalid', 'datamap.live-needs-password', {
      vi: 'Nhập mật khẩu. Đổi máy chủ, cơ sở dữ liệu hay tài khoản thì mật khẩu đã lưu không được dùng lại.',
      en: 'Enter the password. A stored one is not used again for another server, database or account.',
      fields: [
        {
          field: 'password',
          message: {
            vi: 'Nhập mật khẩu của tài khoản chỉ đọc.',
            en: 'Enter the password of the read-only account.',
          },
        },
      ],
    }),
  moreDrift: () =>
    new AppError('conflict', 'datamap.live-more-drift', {
      vi: 'Lần đọc mới vừa thấy thêm thay đổi. Xem lại danh sách rồi ghi là đã xem.',
      en: 'A new reading has found more changes. Look at the list again first.',
    }),
  noConnection: () =>
    new AppError('conflict', 'datamap.live-no-connection', {
      vi: 'Chưa có kết nối. Hãy điền kết nối rồi đọc.',
      en: 'There is no connection yet. Fill it in first.',
    }),
  lostPassword: () =>
    new AppError('conflict', 'datamap.live-lost-password', {
      vi: 'Mật khẩu đã lưu không mở được bằng khoá của nút này. Hãy nhập lại.',
      en: 'The stored password cannot be opened with the key of this node. Enter it again.',
    }),
  nothingRead: () =>
    new AppError('conflict', 'datamap.live-nothing-read', {
      vi: 'Chưa có lần đọc nào thành công, nên chưa có gì để đưa vào bản nháp.',
      en: 'Nothing has been read yet, so there is nothing to take into the draft.',
    }),
  failed: () =>
    new AppError('unavailable', 'datamap.live-failed', {
      vi: 'Đọc không xong vì lỗi của phần mềm. Kết quả lần trước giữ nguyên; hãy đọc lại.',
      en: 'Reading failed because of an error of the program. The last result stays; read again.',
    }),
}
