import type { NodeKind } from '../../../../formats/nguon/wire.ts'
import { type Lang, type StateKind, words } from '../../../../ui/index.ts'
import type { KnownNode, Standing } from '../model.ts'

export const HOME = '/quan-tri/nut'

export const say = words(
  {
    title: 'Các nút',
    lede: (count: string, from: string) =>
      `${count} bản ghi ở đây (bộ dữ liệu, cơ sở dữ liệu, kế hoạch) do ${from} nút khác quản lý. Mỗi bản ghi mang chữ ký của nút gốc; bảng số liệu nằm ở nơi quản lý, liên kết dẫn thẳng tới đó.`,
    none: 'Nút này chưa đọc nút nào khác',
    noneHelp: 'Các bộ dữ liệu ở đây đều do nút này quản lý.',
    node: 'Nút',
    state: 'Trạng thái',
    datasets: 'Bản ghi',
    lag: 'Độ trễ',
    seenAgo: (ago: string) => `thấy ${ago} trước`,
    lateBy: (lag: string) => `trễ ${lag}`,
    notSeen: 'chưa thấy lần nào',
    lagHelp: 'Độ trễ: từ lúc công bố ở nơi quản lý đến lúc tìm thấy ở đây, đo ở lần công bố gần nhất.',
    systems: 'Hệ thống thông tin theo cấp độ',
    systemsLede: (nodes: string, since: string) =>
      `Cộng từ ${nodes} nút, số liệu từ ngày ${since} trở lại đây. Các nút chỉ gửi tổng số; không có gì về từng hệ thống rời khỏi nút.`,
    level: (level: number) => `Cấp độ ${level}`,
    approved: 'Đã được phê duyệt cấp độ',
    allSystems: 'Tất cả hệ thống đang vận hành',
    manage: 'Danh bạ nút',
    manageLede: 'Nút này là ai, tin những nút nào, và đọc chúng tới đâu.',
    admin: 'Quản trị',
    thisNode: 'Nút này',
    fingerprint: 'Dấu khóa',
    fingerprintHelp: 'Đọc dấu này qua điện thoại cho người vận hành bên kia đối chiếu.',
    name: 'Tên nút',
    kind: 'Loại nút',
    agency: 'Mã cơ quan',
    agencyHelp: 'Mã định danh của cơ quan vận hành nút.',
    save: 'Lưu',
    saved: 'Đã lưu.',
    added: 'Đã thêm nút. Việc đọc bắt đầu trong vài giây.',
    left: 'Đã thôi theo dõi nút. Những gì đã nhận vẫn còn.',
    known: 'Nút đã biết',
    noKnown: 'Chưa biết nút nào.',
    add: 'Thêm nút',
    url: 'Địa chỉ nút',
    urlHelp: 'Ví dụ: https://dulieu.tinh.gov.vn',
    look: 'Xem dấu khóa',
    confirmTitle: 'Đối chiếu dấu khóa',
    confirmLede:
      'Gọi cho người vận hành nút này theo số đã biết từ trước và so từng nhóm. Khác một ký tự là không phải nút đó.',
    software: 'Phần mềm',
    responsible: 'Mã cơ quan chịu trách nhiệm',
    responsibleHelp: 'Bản ghi của tổ chức không rõ mã sẽ đứng tên cơ quan này.',
    reading: 'Quan hệ với nút',
    readingHow: 'Đọc gì từ nút này',
    follow: 'Đọc danh mục của nút vào đây',
    followHelp: 'Công bố bên đó hiện ở đây trong vài giây.',
    mirror: 'Đọc danh mục và giữ bản sao các bảng',
    mirrorHelp: 'Bảng được tải về theo mã băm và giữ ở đây; tốn chỗ như bên kia.',
    only: 'Chỉ nhận câu hỏi nút chuyển tới',
    onlyHelp: 'Dành cho nút cấp trên đang đọc nút này.',
    confirm: 'Đã đối chiếu, thêm nút',
    leave: 'Thôi theo dõi',
    source: 'Lần đọc và vấn đề',
    waiting: (count: number) => `${count} câu hỏi chờ gửi`,
    refused: (count: number) => `${count} câu hỏi bị từ chối`,
    since: 'từ',
  },
  {
    title: 'Nodes',
    lede: (count: string, from: string) =>
      `Records from other nodes (datasets, databases, plans): ${count}; nodes read: ${from}. Each record bears the signature of its node; tables stay with their owner, and links lead there.`,
    none: 'This node reads no other node',
    noneHelp: 'Every dataset here is kept by this node.',
    node: 'Node',
    state: 'State',
    datasets: 'Records',
    lag: 'Delay',
    seenAgo: (ago: string) => `seen ${ago} ago`,
    lateBy: (lag: string) => `${lag} late`,
    notSeen: 'not seen yet',
    lagHelp: 'Delay: from publication at the owner until it could be found here, measured at the latest publication.',
    systems: 'Information systems by level',
    systemsLede: (nodes: string, since: string) =>
      `Added up over ${nodes} nodes, as of ${since} or later. Nodes send totals only; nothing about a single system leaves its node.`,
    level: (level: number) => `Level ${level}`,
    approved: 'With an approved level',
    allSystems: 'All systems that run',
    manage: 'Directory of nodes',
    manageLede: 'Who this node is, which nodes it trusts, and how far it has read them.',
    admin: 'Administration',
    thisNode: 'This node',
    fingerprint: 'Fingerprint',
    fingerprintHelp: 'Read it by telephone to the operator of the other node.',
    name: 'Name of the node',
    kind: 'Kind of node',
    agency: 'Agency code',
    agencyHelp: 'Identification code of the agency that runs the node.',
    save: 'Save',
    saved: 'Saved.',
    added: 'The node was added. Reading begins within seconds.',
    left: 'The node is followed no longer. What came from it stays.',
    known: 'Known nodes',
    noKnown: 'No node is known.',
    add: 'Add a node',
    url: 'Address of the node',
    urlHelp: 'For example https://data.province.gov.vn',
    look: 'Show the fingerprint',
    confirmTitle: 'Compare the fingerprint',
    confirmLede:
      'Call the operator of this node under a number you knew before and compare group by group. One different character means it is not that node.',
    software: 'Software',
    responsible: 'Code of the agency in charge',
    responsibleHelp: 'Records of organisations without a known code stand under this agency.',
    reading: 'What the node is to us',
    readingHow: 'What is read from it',
    follow: 'Read its catalogue into ours',
    followHelp: 'What is published there shows here within seconds.',
    mirror: 'Read its catalogue and keep copies of its tables',
    mirrorHelp: 'Tables are fetched by their digest and kept here; they take as much room as there.',
    only: 'Only take questions it hands on',
    onlyHelp: 'For a node above us that reads this one.',
    confirm: 'Compared: add the node',
    leave: 'Stop following',
    source: 'Runs and problems',
    waiting: (count: number) => `${count} questions to be sent`,
    refused: (count: number) => `${count} questions refused`,
    since: 'since',
  },
)

const KINDS: Readonly<Record<NodeKind, readonly [vi: string, en: string]>> = {
  ministry: ['Bộ, ngành', 'Ministry'],
  province: ['Tỉnh, thành phố', 'Province'],
  commune: ['Xã, phường', 'Commune'],
  enterprise: ['Doanh nghiệp', 'Enterprise'],
  nation: ['Quốc gia', 'Nation'],
  other: ['Khác', 'Other'],
}

export function kindName(kind: NodeKind, lang: Lang): string {
  return KINDS[kind][lang === 'en' ? 1 : 0]
}

const STANDINGS: Readonly<Record<Standing, readonly [kind: StateKind, vi: string, en: string]>> = {
  fresh: ['good', 'đang theo kịp', 'up to date'],
  away: ['warn', 'không trả lời', 'does not answer'],
  known: ['idle', 'chỉ nhận câu hỏi', 'questions only'],
  off: ['idle', 'thôi theo dõi', 'not followed'],
  new: ['idle', 'đang đọc lần đầu', 'first reading'],
}

export function standingMark(standing: Standing, lang: Lang): { readonly kind: StateKind; readonly text: string } {
  const [kind, vi, en] = STANDINGS[standing]
  return { kind, text: lang === 'en' ? en : vi }
}

/** "0,4 giây", "12 giây", "3 phút". */
function duration(ms: number, lang: Lang): string {
  const number = (value: number, digits: number) =>
    value.toLocaleString(lang === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: digits })
  if (ms < 90_000) return `${number(ms / 1000, ms < 10_000 ? 1 : 0)} ${lang === 'en' ? 's' : 'giây'}`
  if (ms < 5_400_000) return `${number(ms / 60_000, 0)} ${lang === 'en' ? 'min' : 'phút'}`
  return `${number(ms / 3_600_000, 0)} ${lang === 'en' ? 'h' : 'giờ'}`
}

/** "thấy 3 giây trước · trễ 0,1 giây". */
export function sightOf({ seenAt, lagMs }: Pick<KnownNode, 'seenAt' | 'lagMs'>, now: Date, lang: Lang): string {
  const text = say(lang)
  if (!seenAt) return text.notSeen
  const seen = text.seenAgo(duration(Math.max(0, now.getTime() - seenAt.getTime()), lang))
  return lagMs === undefined ? seen : `${seen} · ${text.lateBy(duration(lagMs, lang))}`
}
