import { FIELDS } from '../fields.ts'

/** What a sheet of an inventory lists. */
export type TableKind = 'systems' | 'databases' | 'items' | 'roadmap' | 'relations'

/** What a column holds: a field `group.key`, or one of the words below. */
export interface Heading {
  readonly target: string
  /** How the template writes it; the first heading of a target is that. */
  readonly texts: readonly string[]
}

export const STT = 'stt'
export const OWNER = 'owner'
export const ID = 'id'
export const DATABASE = 'database'

const NUMBER: Heading = { target: STT, texts: ['STT', 'TT', 'Số TT', 'Số thứ tự'] }
const OF_DATABASE: Heading = {
  target: DATABASE,
  texts: ['Cơ sở dữ liệu', 'Tên CSDL', 'CSDL', 'Tên cơ sở dữ liệu', 'Thuộc CSDL'],
}

const OWNED_BY: Heading = {
  target: OWNER,
  texts: [
    'Cơ quan chủ quản',
    'Đơn vị chủ quản',
    'Chủ quản',
    'Cơ quan quản lý',
    'Đơn vị chủ quản hệ thống',
    'Chủ quản hệ thống thông tin',
    'Mã định danh cơ quan',
    'Mã cơ quan',
    'Cơ quan',
  ],
}
const KEPT_ID: Heading = { target: ID, texts: ['Mã trong Nguồn (không sửa)', 'Mã trong Nguồn'] }

// What the register of systems keeps and a database of the map does not.
const OF_SYSTEM = {
  code: { target: 'system.code', texts: ['Mã hệ thống', 'Mã', 'Ký hiệu'] },
  investedOn: {
    target: 'system.investedOn',
    texts: ['Ngày quyết định đầu tư', 'Ngày phê duyệt đầu tư', 'Ngày quyết định'],
  },
  dataVolume: { target: 'system.dataVolume', texts: ['Quy mô dữ liệu', 'Dung lượng', 'Khối lượng dữ liệu'] },
  users: { target: 'system.users', texts: ['Người dùng', 'Đối tượng sử dụng', 'Số người dùng', 'Số tài khoản'] },
  services: { target: 'system.services', texts: ['Dịch vụ cung cấp', 'Chức năng', 'Chức năng chính'] },
  networks: { target: 'system.networks', texts: ['Mạng và vùng mạng', 'Mạng', 'Hạ tầng mạng', 'Nơi đặt'] },
} as const satisfies Readonly<Record<string, Heading>>

/** Columns of each kind of sheet, in the order of the template. */
export const HEADINGS: Readonly<Record<TableKind, readonly Heading[]>> = {
  systems: [
    NUMBER,
    {
      target: 'identity.system',
      texts: ['Tên hệ thống thông tin', 'Tên hệ thống', 'Hệ thống thông tin', 'Hệ thống', 'Phần mềm'],
    },
    OWNED_BY,
    OF_SYSTEM.code,
    ...fieldHeadings('identity.status', 'identity.systemUrl', 'content.purpose'),
    ...fieldHeadings('ownership.operator', 'ownership.subUnit', 'ownership.itUnit'),
    OF_SYSTEM.investedOn,
    ...fieldHeadings('identity.yearInUse'),
    OF_SYSTEM.dataVolume,
    OF_SYSTEM.users,
    OF_SYSTEM.services,
    OF_SYSTEM.networks,
    KEPT_ID,
  ],
  databases: [NUMBER, ...FIELDS.slice(0, 1).map(headingOf), OWNED_BY, ...FIELDS.slice(1).map(headingOf), KEPT_ID],
  items: [
    NUMBER,
    OF_DATABASE,
    {
      target: 'title',
      texts: [
        'Tên mục dữ liệu',
        'Mục dữ liệu',
        'Tên mục',
        'Tên trường',
        'Trường dữ liệu',
        'Trường thông tin',
        'Thông tin',
      ],
    },
    { target: 'share', texts: ['Chế độ chia sẻ', 'Phân loại chia sẻ', 'Loại dữ liệu', 'Mở / dùng chung / dùng riêng'] },
    { target: 'personal', texts: ['Dữ liệu cá nhân'] },
    { target: 'table', texts: ['Bảng', 'Tên bảng', 'Bảng dữ liệu'] },
    { target: 'column', texts: ['Cột', 'Tên cột', 'Tên kỹ thuật'] },
    { target: 'type', texts: ['Kiểu', 'Kiểu dữ liệu'] },
    { target: 'codeList', texts: ['Bảng mã', 'Danh mục', 'Danh mục dùng chung'] },
    { target: 'userGroups', texts: ['Nhóm người dùng', 'Đối tượng khai thác', 'Đối tượng'] },
    { target: 'note', texts: ['Ghi chú'] },
  ],
  roadmap: [
    NUMBER,
    OF_DATABASE,
    { target: 'step', texts: ['Việc', 'Nhiệm vụ', 'Nội dung công việc', 'Mốc'] },
    { target: 'due', texts: ['Hạn', 'Thời hạn', 'Thời gian hoàn thành', 'Hoàn thành'] },
    { target: 'state', texts: ['Tình trạng', 'Trạng thái'] },
    { target: 'progress', texts: ['Tiến độ (%)', 'Tiến độ'] },
    { target: 'budget', texts: ['Nguồn kinh phí', 'Kinh phí'] },
  ],
  relations: [
    NUMBER,
    OF_DATABASE,
    { target: 'relation', texts: ['Quan hệ', 'Loại quan hệ'] },
    { target: 'other', texts: ['Với', 'CSDL kia', 'Nơi kia', 'Cơ sở dữ liệu, dịch vụ hoặc bộ dữ liệu kia'] },
    { target: 'note', texts: ['Ghi chú'] },
  ],
}

/** Columns without which a sheet is not of its kind; one of each group is enough. */
export const NEEDED: Readonly<Record<TableKind, readonly (readonly string[])[]>> = {
  systems: [['identity.system']],
  databases: [['identity.name']],
  items: [[DATABASE], ['title']],
  roadmap: [[DATABASE], ['step']],
  relations: [[DATABASE], ['relation'], ['other']],
}

// A row of systems may also say what data the system holds and shares.
const NAMES_OF_DATABASES: ReadonlySet<string> = new Set(['identity.name', 'identity.nameEn', 'identity.code'])

/** Columns understood in a kind of sheet beyond those of the template. */
export const ALSO: Readonly<Partial<Record<TableKind, readonly Heading[]>>> = {
  systems: FIELDS.filter(({ id }) => !NAMES_OF_DATABASES.has(id)).map(headingOf),
}

function fieldHeadings(...ids: readonly string[]): readonly Heading[] {
  return FIELDS.filter(({ id }) => ids.includes(id)).map(headingOf)
}

function headingOf({ id, vi, aliases }: (typeof FIELDS)[number]): Heading {
  return { target: id, texts: [vi, ...aliases] }
}
