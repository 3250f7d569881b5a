import { AppError } from '../../../platform/errors.ts'

export const nodeErrors = {
  badAddress: () =>
    new AppError('invalid', 'harvest.node-address', {
      vi: 'Địa chỉ nút phải là http(s)://tên-máy, không kèm đường dẫn.',
      en: 'The address of a node is http(s)://host without a path.',
      fields: [
        {
          field: 'url',
          message: { vi: 'Ghi địa chỉ như https://dulieu.bo.gov.vn', en: 'Write it like https://data.ministry.gov.vn' },
        },
      ],
    }),
  notANode: (url: string, why: string) =>
    new AppError('invalid', 'harvest.not-a-node', {
      vi: `${url} không phải nút Nguồn hoặc đang chạy bản không hiểu được (${why}).`,
      en: `${url} is no node of Nguồn, or runs a version that is not understood (${why}).`,
    }),
  notAllowed: (url: string) =>
    new AppError('invalid', 'harvest.node-not-allowed', {
      vi: `${url} nằm trong mạng nội bộ, nút này không tự ý hỏi. Nếu đó đúng là một nút, người quản trị máy chủ ghi máy đó vào biến NGUON_ALLOW_HOSTS rồi khởi động lại.`,
      en: `${url} lies in a private network, which this node does not ask by itself. If it is a node, the administrator of the server names that host in NGUON_ALLOW_HOSTS and starts anew.`,
    }),
  itself: () =>
    new AppError('invalid', 'harvest.node-itself', {
      vi: 'Đây là chính nút này.',
      en: 'This is the node itself.',
    }),
  keyChanged: () =>
    new AppError('conflict', 'harvest.node-key-changed', {
      vi: 'Khóa của nút đã khác với khóa vừa đối chiếu. Hãy xem lại dấu khóa rồi xác nhận lần nữa.',
      en: 'The key of the node is not the one that was compared. Look at the fingerprint again and confirm.',
    }),
  unknownNode: () =>
    new AppError('not-found', 'harvest.node-unknown', {
      vi: 'Danh bạ không có nút này.',
      en: 'The directory has no such node.',
    }),
  agencyNeeded: () =>
    new AppError('invalid', 'harvest.node-agency', {
      vi: 'Hãy chọn cơ quan chịu trách nhiệm về nút này.',
      en: 'Choose the agency that answers for this node.',
      fields: [
        {
          field: 'agency',
          message: { vi: 'Ghi mã cơ quan có trong danh mục.', en: 'Give the code of an agency of the list.' },
        },
      ],
    }),
  otherNode: (url: string) =>
    new AppError('forbidden', 'harvest.node-other', {
      vi: `${url} nay trả lời như một nút khác. Hãy hỏi đơn vị vận hành, rồi thêm lại nút nếu đúng.`,
      en: `${url} now answers as another node. Ask its operator, then add the node again if that is right.`,
    }),
  keyNotVouched: (name: string) =>
    new AppError('forbidden', 'harvest.node-key-not-vouched', {
      vi: `${name} dùng khóa mới mà khóa cũ không bảo đảm. Hãy đối chiếu dấu khóa với đơn vị vận hành rồi thêm lại nút.`,
      en: `${name} uses a new key that the old one does not vouch for. Compare the fingerprint with its operator and add the node again.`,
    }),
  begunAnew: (name: string) =>
    new AppError('unavailable', 'harvest.node-begun-anew', {
      vi: `${name} đã khôi phục từ bản sao lưu hoặc đổi cơ sở dữ liệu; đọc lại từ đầu.`,
      en: `${name} was restored from a backup or has another database; it is read again from the start.`,
    }),
  notTaken: (url: string, reason: string) =>
    new AppError('unavailable', 'harvest.question-not-taken', {
      vi: `${url} chưa nhận câu hỏi: ${reason} Sẽ gửi lại.`,
      en: `${url} did not take the question: ${reason} It will be sent again.`,
    }),
  wrongCopy: (url: string) =>
    new AppError('unavailable', 'harvest.wrong-copy', {
      vi: `Bảng tải từ ${url} không khớp mã băm mà nút gốc đã ký; thường là bên đó vừa có phiên bản mới. Sẽ thử lại.`,
      en: `The table from ${url} does not match the digest its node signed; mostly a newer version has just come. It will be tried again.`,
    }),
  answered: (url: string, status: number) =>
    new AppError('unavailable', 'harvest.node-answered', {
      vi: `${url} trả lời mã ${status}.`,
      en: `${url} answers with status ${status}.`,
    }),
}
