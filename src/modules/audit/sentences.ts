import type { Lang } from '../../ui/index.ts'

/** What was done, after the name of who did it: "Nguyễn Văn A | gửi duyệt thay đổi". */
const SENTENCES: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'audit.record.exported': ['xuất nhật ký', 'exported the evidence'],
  'audit.seal.end-accepted': [
    'chấp nhận phần cuối nhật ký bị mất và cho niêm phong tiếp',
    'accepted the loss of the end and let sealing go on',
  ],
  'audit.seal.checked': ['yêu cầu kiểm tra niêm phong', 'asked for a check of the seals'],
  'catalog.change.discarded': ['bỏ bản nháp', 'discarded the draft'],
  'catalog.change.opened': ['mở bản nháp sửa đổi', 'opened a draft of changes'],
  'catalog.change.published': ['duyệt và công bố', 'approved and published'],
  'catalog.change.returned': ['trả lại bản nháp', 'returned the draft'],
  'catalog.change.scheduled': ['duyệt, hẹn ngày công bố', 'approved for a later day'],
  'catalog.change.submitted': ['gửi duyệt', 'sent for review'],
  'catalog.draft.saved': ['lưu bản nháp', 'saved the draft'],
  'catalog.feedback.answered': ['trả lời câu hỏi', 'answered a question'],
  'catalog.feedback.asked': ['gửi câu hỏi hoặc báo lỗi', 'asked a question or reported an error'],
  'catalog.feedback.hidden': ['ẩn câu hỏi', 'hid a question'],
  'catalog.foreign.kept': ['nhận bản ghi từ nguồn bên ngoài', 'took in records of another catalogue'],
  'catalog.foreign.removed': [
    'gỡ bản ghi mà nguồn bên ngoài không còn',
    'took off records that another catalogue no longer has',
  ],
  'catalog.resource.corrected': ['đăng thông báo đính chính', 'published a correction notice'],
  'catalog.resource.created': ['lập tài nguyên dữ liệu', 'created the resource'],
  'catalog.resource.withdrawn': ['thu hồi', 'withdrew'],
  'codes.list.imported': ['nạp danh mục', 'imported a code list'],
  'codes.list.loaded': ['nạp danh mục có sẵn', 'loaded a built-in code list'],
  'datasets.erasure.asked': ['đề nghị xoá dữ liệu theo quyết định', 'asked for an erasure'],
  'datasets.erasure.carried-out': ['xoá xong dữ liệu khỏi kho', 'carried out an erasure'],
  'datasets.erasure.confirmed': ['duyệt xoá dữ liệu', 'confirmed an erasure'],
  'datasets.erasure.refused': ['từ chối xoá dữ liệu', 'refused an erasure'],
  'datasets.link.added': ['thêm liên kết', 'added a link'],
  'datasets.recipe.edited': ['sửa quy trình làm sạch của tệp', 'edited the cleaning steps of a file'],
  'datasets.source.added': ['tải tệp lên', 'uploaded a file'],
  'datasets.source.removed': ['gỡ tệp', 'removed a file'],
  'datasets.table.downloaded': ['tải bảng về', 'downloaded a table'],
  'harvest.run.asked': ['cho đọc nguồn', 'had a source read'],
  'harvest.run.stopped': ['dừng đọc nguồn', 'stopped the reading of a source'],
  'harvest.run.tried': ['đọc thử nguồn', 'tried a source'],
  'harvest.source.added': ['thêm nguồn thu thập', 'added a source'],
  'harvest.source.changed': ['sửa nguồn thu thập', 'changed a source'],
  'harvest.source.disabled': ['tắt nguồn thu thập', 'turned a source off'],
  'harvest.source.enabled': ['bật nguồn thu thập', 'turned a source on'],
  'harvest.source.mapped': ['sửa bảng ánh xạ của nguồn', 'changed the mapping of a source'],
  'harvest.source.removed': ['xóa nguồn thu thập', 'removed a source'],
  'harvest.vanished.kept': ['giữ các bản ghi biến mất khỏi nguồn', 'kept records that vanished from a source'],
  'harvest.vanished.removed': ['gỡ các bản ghi biến mất khỏi nguồn', 'took off records that vanished from a source'],
  'identity.agency.added': ['thêm cơ quan', 'added an agency'],
  'identity.agency.settings-changed': ['đổi cài đặt của cơ quan', 'changed settings of the agency'],
  'identity.agency.synced': ['cập nhật danh sách cơ quan', 'updated the list of agencies'],
  'identity.key.created': ['tạo khóa API', 'made an API key'],
  'identity.key.revoked': ['thu hồi khóa API', 'revoked an API key'],
  'identity.link.issued': ['gửi đường dẫn mời hoặc đặt lại', 'issued an invitation or reset link'],
  'identity.link.used': ['dùng đường dẫn mời hoặc đặt lại', 'used an invitation or reset link'],
  'identity.password.changed': ['đổi mật khẩu', 'changed the password'],
  'identity.person.added': ['thêm người dùng', 'added a person'],
  'identity.person.closed': ['khóa tài khoản', 'closed an account'],
  'identity.person.opened': ['mở lại tài khoản', 'opened an account again'],
  'identity.person.renamed': ['đổi tên người dùng', 'renamed a person'],
  'identity.role.ended': ['thu vai trò', 'took a role back'],
  'identity.role.granted': ['giao vai trò', 'gave a role'],
  'identity.session.ended': ['đăng xuất', 'signed out'],
  'identity.session.started': ['đăng nhập', 'signed in'],
  'identity.sign-on.linked': ['nối tài khoản đăng nhập một lần', 'linked a single sign-on account'],
  'identity.standin.ended': ['kết thúc thay quyền', 'ended a stand-in'],
  'identity.standin.named': ['cử người thay', 'named a stand-in'],
  'identity.totp.cleared': ['gỡ xác thực hai bước của người khác', 'cleared somebody’s two-step sign-in'],
  'identity.totp.disabled': ['tắt xác thực hai bước', 'turned two-step sign-in off'],
  'identity.totp.enabled': ['bật xác thực hai bước', 'turned two-step sign-in on'],
  'plans.item.linked': ['nối mục kế hoạch với bộ dữ liệu', 'linked a plan item to a dataset'],
  'plans.item.unlinked': ['bỏ nối mục kế hoạch với bộ dữ liệu', 'unlinked a plan item from a dataset'],
  'plans.request.answered': ['trả lời đề nghị mở dữ liệu', 'answered a request for data'],
  'plans.request.asked': ['gửi đề nghị mở dữ liệu', 'asked for data'],
  'plans.request.hidden': ['ẩn đề nghị mở dữ liệu', 'hid a request for data'],
  'plans.request.merged': ['gộp đề nghị mở dữ liệu trùng nhau', 'merged requests for the same data'],
  'plans.request.moved': ['chuyển đề nghị mở dữ liệu sang cơ quan khác', 'passed a request for data to another agency'],
  'plans.request.shown': ['cho hiện đề nghị mở dữ liệu', 'let a request for data be shown'],
  'harvest.node.key-renewed': [
    'nhận khóa mới của một nút, do khóa cũ bảo đảm',
    'accepted the new key of a node, vouched for by the old one',
  ],
  'harvest.node.left': ['thôi theo dõi một nút', 'left a node'],
  'harvest.node.trusted': [
    'thêm một nút sau khi đối chiếu dấu khóa',
    'added a node after its fingerprint was compared',
  ],
  'interop.node.described': ['đặt tên và loại của nút', 'described the node'],
  'platform.node.restored': ['khôi phục nút từ bản sao lưu', 'restored the node from a backup'],
}

/** Rooms that write evidence, for the filter. */
export const ROOMS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  catalog: ['Bộ dữ liệu và duyệt', 'Datasets and review'],
  datasets: ['Tệp và bảng', 'Files and tables'],
  identity: ['Người dùng và cơ quan', 'People and agencies'],
  plans: ['Kế hoạch và đề nghị dữ liệu', 'Plans and requests for data'],
  harvest: ['Thu thập', 'Harvesting'],
  codes: ['Danh mục', 'Code lists'],
  audit: ['Nhật ký', 'Evidence'],
  interop: ['Nút và giao thức', 'Node and protocols'],
  platform: ['Vận hành nút', 'Running the node'],
}

/** An action in words; one that has none yet is shown as it is. */
export function sayAction(action: string, lang: Lang): string {
  const said = SENTENCES[action]
  if (!said) return action
  return lang === 'en' ? said[1] : said[0]
}

export function hasSentence(action: string): boolean {
  return Object.hasOwn(SENTENCES, action)
}
