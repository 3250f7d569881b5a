import { type Lang, type StateKind, words } from '../../../ui/index.ts'
import type { Outcome, Run, Schedule, Severity, Source, SourceKind } from '../model.ts'

export const say = words(
  {
    title: 'Thu thập từ nơi khác',
    lede: 'Danh mục của cơ quan khác được đọc theo lịch và hiện ở đây; dữ liệu vẫn nằm ở nơi quản lý.',
    admin: 'Quản trị',
    add: 'Thêm nguồn',
    none: 'Chưa có nguồn nào',
    noneHelp: 'Thêm địa chỉ một cổng CKAN, một danh mục DCAT hoặc data.json, rồi đọc thử để xem sẽ nhận được gì.',
    name: 'Tên nguồn',
    nameHelp: 'Tên người xem sẽ thấy, ví dụ: Cổng dữ liệu tỉnh Lâm Đồng.',
    kind: 'Loại nguồn',
    url: 'Địa chỉ',
    urlHelp: 'Địa chỉ cổng CKAN (bất kỳ trang nào của cổng), tệp DCAT, data.json hoặc danh sách địa chỉ.',
    agency: 'Mã cơ quan phụ trách',
    agencyHelp: 'Bản ghi của tổ chức chưa ánh xạ sẽ đứng tên cơ quan này; người của cơ quan nhận báo vấn đề.',
    contact: 'Thư điện tử bên quản lý nguồn',
    schedule: 'Lịch đọc',
    state: 'Trạng thái',
    last: 'Lần đọc gần nhất',
    shown: 'Đang hiện',
    problems: 'Vấn đề',
    save: 'Lưu',
    next: 'Lần đọc kế tiếp',
    noNext: 'Không theo lịch',
    never: 'Chưa đọc lần nào',
    tryIt: 'Đọc thử',
    readNow: 'Đọc ngay',
    turnOn: 'Bật đọc theo lịch',
    turnOff: 'Tắt',
    edit: 'Sửa nguồn',
    mapping: 'Ánh xạ',
    stop: 'Dừng lần đọc này',
    remove: 'Xóa nguồn',
    removeHelp: 'Trước khi xóa sẽ nói rõ những gì mất theo.',
    removeTitle: (name: string) => `Xóa nguồn ${name}?`,
    removeNow: 'Xóa nguồn',
    removed: 'Đã xóa nguồn.',
    keep: 'Giữ lại',
    goes: 'Sẽ mất',
    stays: 'Ở lại',
    goesShown: (count: string) => `${count} bộ dữ liệu thôi hiện trong danh mục và tìm kiếm, kể cả API.`,
    goesNone: 'Không bộ dữ liệu nào: nguồn chưa có gì đang hiện.',
    goesOwn: (mappings: string, runs: string) =>
      `Cấu hình của nguồn: ${mappings} dòng ánh xạ, nhật ký của ${runs} lần đọc, danh sách chỗ cần sửa.`,
    goesCopies: (count: string, size: string, days: number) =>
      `${count} bản sao bảng (${size}): giữ thêm ${days} ngày rồi xóa khỏi máy, trừ bản mà bộ dữ liệu khác còn dùng.`,
    goesNode: (name: string) => `Nút ${name} thôi được theo dõi; vẫn còn trong danh bạ để nhận câu hỏi.`,
    staysPages: 'Trang của từng bộ dữ liệu: ai mở địa chỉ cũ vẫn thấy trang nói vì sao đã gỡ, cùng hỏi đáp ở đó.',
    staysAudit: 'Nhật ký kiểm toán của mọi lần đọc và của việc xóa này.',
    onlyOff: 'Chỉ muốn ngừng đọc thì tắt nguồn: những gì đã thu thập giữ nguyên.',
    runs: 'Các lần đọc',
    run: 'Lần đọc',
    mode: 'Cách đọc',
    result: 'Kết quả',
    log: 'Nhật ký',
    fault: 'Lỗi.',
    mind: 'Chú ý.',
    time: 'Lúc',
    line: 'Việc',
    preview: 'Nếu nhận thì sẽ thế nào',
    outcome: 'Sẽ',
    record: 'Bản ghi',
    why: 'Vì',
    unmapped: 'Từ chưa ánh xạ',
    decide: 'Cần quyết định',
    decideRemove: 'Gỡ các bộ dữ liệu này',
    decideKeep: 'Giữ lại và đọc lại nguồn',
    organisations: 'Tổ chức',
    organisationsHelp:
      'Ghi mã cơ quan của ta (ví dụ G12); ghi dấu - để không thu thập tổ chức đó; để trống thì bản ghi đứng tên cơ quan phụ trách.',
    themes: 'Chủ đề',
    themesHelp: 'Chọn chủ đề tương ứng, hoặc bỏ chủ đề đó.',
    licences: 'Giấy phép',
    licencesHelp: 'Chọn giấy phép tương ứng; không chắc thì để trống, trang sẽ giữ nguyên lời của nguồn.',
    leaveOut: 'Bỏ',
    undecided: 'Chưa ánh xạ',
    noWords: 'Mọi từ của nguồn đã có trong danh mục. Đọc thử trước nếu nguồn chưa được đọc lần nào.',
    mappingLede: 'Ánh xạ có hiệu lực từ lần đọc sau, cho mọi bản ghi.',
    problemsLede: 'Những chỗ cần sửa ở nơi quản lý. Bản ghi vẫn hiện ở đây, trừ bản ghi không dùng được.',
    noProblem: 'Không có vấn đề nào',
    xlsx: 'Tải danh sách (Excel)',
    contactPart: 'Báo cho bên quản lý nguồn',
    noContact: 'Chưa có địa chỉ thư của bên quản lý nguồn nên chưa báo được cho họ.',
    addContact: 'Thêm địa chỉ',
    nothingToTell: 'Chưa có gì phải báo.',
    toldNext: (email: string) => `Danh sách chỗ cần sửa sẽ được gửi tới ${email} sau lần đọc tới.`,
    toldInbox: (email: string, records: number) =>
      `Danh sách ${records} bản ghi cần sửa đã vào hộp thư của ${email} trên nút này lúc`,
    toldMail: (email: string, records: number) => `Danh sách ${records} bản ghi cần sửa đã gửi tới ${email} lúc`,
    onItsWay: (email: string) => `Đang gửi danh sách tới ${email}.`,
    triedAgain: (reason: string) => `Chưa gửi được vì máy chủ thư trả lời: ${reason}. Sẽ tự gửi lại.`,
    notSent: (reason: string) => `Chưa gửi được vì máy chủ thư trả lời: ${reason}. Hãy kiểm tra địa chỉ, hoặc`,
    noMail: 'Chưa gửi được vì nút này chưa có máy chủ thư (NGUON_SMTP_URL). Hãy',
    sendByHand: 'tải danh sách để gửi bằng cách khác',
    place: 'Ở',
    all: 'Tất cả',
    profiles: 'Theo hồ sơ mô tả',
    conforming: (kept: string, all: string) =>
      `${kept} trên ${all} bản ghi đủ phần bắt buộc của DCAT-AP và DCAT-VN. Kiểm tra lúc`,
    mandatory: 'Bắt buộc',
    recommended: 'Nên có',
    done: 'Đã lưu.',
    started: 'Đã đưa vào hàng đợi đọc.',
    decided: 'Đã ghi quyết định.',
    reload: 'Đang đọc; tải lại trang để xem tiếp.',
  },
  {
    title: 'Harvested from elsewhere',
    lede: 'Catalogues of others are read by schedule and shown here; the data stay with their owners.',
    admin: 'Administration',
    add: 'Add a source',
    none: 'No source yet',
    noneHelp: 'Add the address of a CKAN, a DCAT catalogue or a data.json, then try it to see what would come.',
    name: 'Name of the source',
    nameHelp: 'What readers will see, such as: Open data portal of Lâm Đồng.',
    kind: 'Kind of source',
    url: 'Address',
    urlHelp: 'Any page of a CKAN portal, a DCAT file, a data.json or a list of addresses.',
    agency: 'Code of the agency in charge',
    agencyHelp: 'Records of unmapped organisations stand under this agency; its people hear of problems.',
    contact: 'E-mail of the owner of the source',
    schedule: 'Read',
    state: 'State',
    last: 'Last reading',
    shown: 'Shown here',
    problems: 'Problems',
    save: 'Save',
    next: 'Next reading',
    noNext: 'Not by schedule',
    never: 'Never read',
    tryIt: 'Try it',
    readNow: 'Read now',
    turnOn: 'Turn reading by schedule on',
    turnOff: 'Turn off',
    edit: 'Change the source',
    mapping: 'Mapping',
    stop: 'Stop this reading',
    remove: 'Remove the source',
    removeHelp: 'What goes with it is said before.',
    removeTitle: (name: string) => `Remove ${name}?`,
    removeNow: 'Remove the source',
    removed: 'The source is removed.',
    keep: 'Keep it',
    goes: 'What goes',
    stays: 'What stays',
    goesShown: (count: string) => `${count} datasets leave the catalogue, search and the API.`,
    goesNone: 'No dataset: nothing of the source is shown.',
    goesOwn: (mappings: string, runs: string) =>
      `What belongs to the source: ${mappings} lines of mapping, the logs of ${runs} readings, the list of problems.`,
    goesCopies: (count: string, size: string, days: number) =>
      `${count} copies of tables (${size}): kept for ${days} more days, then deleted unless another dataset has the same bytes.`,
    goesNode: (name: string) => `Node ${name} is followed no longer; it stays in the directory for questions.`,
    staysPages:
      'The page of each dataset: whoever opens its address still learns why it was taken off, with the questions asked there.',
    staysAudit: 'The audit trail of every reading and of this removal.',
    onlyOff: 'To stop reading only, turn the source off: what was harvested stays.',
    runs: 'Readings',
    run: 'Reading',
    mode: 'How',
    result: 'Result',
    log: 'Log',
    fault: 'Fault.',
    mind: 'Mind.',
    time: 'At',
    line: 'What',
    preview: 'What would come of it',
    outcome: 'Would be',
    record: 'Record',
    why: 'Because',
    unmapped: 'Words without a mapping',
    decide: 'To be decided',
    decideRemove: 'Take these datasets off',
    decideKeep: 'Keep them and read again',
    organisations: 'Organisations',
    organisationsHelp:
      'Write the code of our agency (such as G12); a - leaves the organisation out; empty puts its records under the agency in charge.',
    themes: 'Themes',
    themesHelp: 'Choose the theme it means, or drop it.',
    licences: 'Licences',
    licencesHelp:
      'Choose the licence it means; when in doubt leave it empty, the page then keeps the words of the source.',
    leaveOut: 'Drop',
    undecided: 'Not mapped',
    noWords: 'Every word of the source is in our lists. Try the source first if it was never read.',
    mappingLede: 'A mapping counts from the next reading on, for every record.',
    problemsLede: 'What should be mended where it is kept. Records are shown all the same, except unusable ones.',
    noProblem: 'No problems',
    xlsx: 'Download the list (Excel)',
    contactPart: 'Telling the owner of the source',
    noContact: 'There is no mail address of the owner of the source, so they cannot be told.',
    addContact: 'Add one',
    nothingToTell: 'Nothing to tell yet.',
    toldNext: (email: string) => `The list of what is to be mended goes to ${email} after the next reading.`,
    toldInbox: (email: string, records: number) =>
      `The list of ${records} records to mend went into the inbox of ${email} at this node`,
    toldMail: (email: string, records: number) => `The list of ${records} records to mend was sent to ${email}`,
    onItsWay: (email: string) => `The list is on its way to ${email}.`,
    triedAgain: (reason: string) => `Not sent yet, because the mail server answers: ${reason}. It will be tried again.`,
    notSent: (reason: string) => `Not sent, because the mail server answers: ${reason}. Check the address, or`,
    noMail: 'Not sent, because this node has no mail server (NGUON_SMTP_URL). You can',
    sendByHand: 'download the list to send it in another way',
    place: 'At',
    all: 'All',
    profiles: 'By the profiles',
    conforming: (kept: string, all: string) =>
      `${kept} of ${all} records keep the mandatory parts of DCAT-AP and DCAT-VN. Checked`,
    mandatory: 'Mandatory',
    recommended: 'Recommended',
    done: 'Saved.',
    started: 'Waiting to be read.',
    decided: 'The decision is noted.',
    reload: 'Being read; reload the page to see more.',
  },
)

type Pair = readonly [vi: string, en: string]
const pick = (pair: Pair, lang: Lang) => (lang === 'en' ? pair[1] : pair[0])

const KINDS: Readonly<Record<SourceKind, Pair>> = {
  ckan: ['Cổng CKAN', 'CKAN portal'],
  dcat: ['Danh mục DCAT (RDF)', 'DCAT catalogue (RDF)'],
  'data-json': ['data.json', 'data.json'],
  nguon: ['Nút Nguồn', 'Nguồn node'],
  'url-list': ['Danh sách địa chỉ', 'List of addresses'],
}
export const kindName = (kind: SourceKind, lang: Lang) => pick(KINDS[kind], lang)

const SCHEDULES: Readonly<Record<Schedule, Pair>> = {
  hourly: ['Mỗi giờ', 'Every hour'],
  daily: ['Mỗi ngày', 'Every day'],
  weekly: ['Mỗi tuần', 'Every week'],
  'by-hand': ['Khi có người bấm', 'When somebody asks'],
}
export const scheduleName = (schedule: Schedule, lang: Lang) => pick(SCHEDULES[schedule], lang)

const MODES: Readonly<Record<Run['mode'], Pair>> = {
  full: ['Toàn bộ', 'Everything'],
  changes: ['Phần mới đổi', 'Changes'],
  preview: ['Đọc thử', 'Trial'],
}
export const modeName = (mode: Run['mode'], lang: Lang) => pick(MODES[mode], lang)

export const OUTCOMES: Readonly<Record<Outcome, Pair>> = {
  created: ['thêm mới', 'created'],
  changed: ['thay đổi', 'changed'],
  removed: ['gỡ', 'taken off'],
  linked: ['chỉ nối', 'linked'],
  refused: ['không dùng được', 'unusable'],
  left: ['bỏ qua', 'left out'],
  same: ['giữ nguyên', 'kept as is'],
}
export const outcomeName = (outcome: Outcome, lang: Lang) => pick(OUTCOMES[outcome], lang)

const SEVERITIES: Readonly<Record<Severity, readonly [StateKind, string, string]>> = {
  error: ['bad', 'Không dùng được', 'Unusable'],
  warning: ['warn', 'Nên sửa', 'To mend'],
  note: ['idle', 'Ghi chú', 'Note'],
}
export function severityMark(severity: Severity, lang: Lang): { kind: StateKind; text: string } {
  const [kind, vi, en] = SEVERITIES[severity]
  return { kind, text: lang === 'en' ? en : vi }
}

/** State of a source in a word, as lists show it. */
export function sourceMark(
  source: Source,
  last: Run | undefined,
  lang: Lang,
): { readonly kind: StateKind; readonly text: string } {
  const of = (kind: StateKind, pair: Pair) => ({ kind, text: pick(pair, lang) })
  if (source.state === 'asking') return of('bad', ['Cần quyết định', 'Waits for a decision'])
  if (last?.state === 'running' && last.message) return of('warn', ['Đang chờ nguồn', 'Waiting for the source'])
  if (last?.state === 'running') return of('good', ['Đang đọc', 'Being read'])
  if (last?.state === 'failed') return of('bad', ['Không đọc được', 'Could not be read'])
  if (source.state === 'new') return of('idle', ['Chưa bật', 'Not on yet'])
  if (source.state === 'off') return of('idle', ['Đã tắt', 'Off'])
  return of('good', ['Đang chạy', 'On'])
}

const RUN_STATES: Readonly<Record<Run['state'], readonly [StateKind, string, string]>> = {
  running: ['idle', 'Đang đọc', 'Reading'],
  done: ['good', 'Xong', 'Done'],
  failed: ['bad', 'Không đọc được', 'Failed'],
  stopped: ['warn', 'Đã dừng', 'Stopped'],
}
export function runMark({ state }: Run, lang: Lang): { kind: StateKind; text: string } {
  const [kind, vi, en] = RUN_STATES[state]
  return { kind, text: lang === 'en' ? en : vi }
}

/** Counts of a run in one line, without what did not occur. */
export function countLine({ counts, mode }: Run, lang: Lang): string {
  const parts: readonly (readonly [number, string, string])[] = [
    [counts.created, 'mới', 'new'],
    [counts.changed, 'đổi', 'changed'],
    [counts.same, 'giữ nguyên', 'the same'],
    [counts.linked, 'đã có từ nơi khác', 'here from elsewhere'],
    [counts.left, 'bỏ qua', 'left out'],
    [counts.refused, 'không dùng được', 'unusable'],
    [mode === 'preview' ? 0 : counts.removed, 'gỡ', 'taken off'],
    [counts.missing, 'không còn thấy', 'not seen'],
  ]
  const said = parts.filter(([count]) => count > 0).map(([count, vi, en]) => `${count} ${lang === 'en' ? en : vi}`)
  return said.join(', ') || (lang === 'en' ? 'nothing' : 'không có gì')
}
