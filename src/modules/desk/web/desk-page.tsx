import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { type IslandName, Layout, Message, words } from '../../../ui/index.ts'
import { pageFrame } from '../../identity/index.ts'
import { textIn } from './form.ts'
import { queryOf } from './route.ts'

const navWords = words(
  { desk: 'Bàn việc', upload: 'Tải bảng lên', datasets: 'Bộ dữ liệu', questions: 'Câu hỏi', inbox: 'Hộp thư' },
  { desk: 'Desk', upload: 'Upload a table', datasets: 'Datasets', questions: 'Questions', inbox: 'Messages' },
)

const doneWords = words<Readonly<Record<string, string>>>(
  {
    gui: 'Đã gửi duyệt. Người duyệt của cơ quan đã nhận được tin.',
    'lay-lai': 'Đã lấy lại bản nháp để sửa tiếp.',
    'bo-nhap': 'Đã bỏ bản nháp. Những gì đã công bố giữ nguyên.',
    duyet: 'Đã công bố. Người dân tìm thấy được ngay.',
    hen: 'Đã hẹn giờ công bố.',
    tra: 'Đã trả lại kèm lý do.',
    'thu-hoi': 'Đã thu hồi. Địa chỉ cũ báo rõ lý do thu hồi.',
    'dinh-chinh': 'Đã ghi đính chính lên trang bộ dữ liệu.',
    'bo-dinh-chinh': 'Đã gỡ đính chính.',
    'tra-loi': 'Đã đăng câu trả lời dưới bộ dữ liệu.',
    an: 'Đã ẩn câu hỏi.',
    'bo-tep': 'Đã bỏ tệp khỏi bản nháp.',
    'them-tep': 'Đã nhận tệp. Đang đọc nội dung.',
    luu: 'Đã lưu mô tả.',
    'ap-dung': 'Đã áp dụng cho các bản nháp.',
    'da-doc': 'Đã đánh dấu là đã đọc.',
  },
  {
    gui: 'Sent for review. The approvers of the agency have been told.',
    'lay-lai': 'The draft is yours again.',
    'bo-nhap': 'The draft was dropped. What is public stays as it is.',
    duyet: 'Published. The public can find it now.',
    hen: 'Publication is scheduled.',
    tra: 'Sent back with the reason.',
    'thu-hoi': 'Withdrawn. The old address says why.',
    'dinh-chinh': 'The correction stands on the page of the dataset.',
    'bo-dinh-chinh': 'The correction was taken off.',
    'tra-loi': 'The answer stands below the dataset.',
    an: 'The question is hidden.',
    'bo-tep': 'The file was taken out of the draft.',
    'them-tep': 'The file has arrived and is being read.',
    luu: 'The description is saved.',
    'ap-dung': 'Applied to the drafts.',
    'da-doc': 'Marked as read.',
  },
)

export interface DeskPageProps {
  readonly request: FastifyRequest
  readonly title: string
  readonly islands?: readonly IslandName[]
  readonly wide?: boolean
  /** Classes of the room beside `wrap`. */
  readonly room?: string
  readonly head?: ComponentChildren
  readonly children: ComponentChildren
}

/** Frame of the officers' pages: their menu, never listed by search engines, and what has just been done on top. */
export function DeskPage({ request, title, islands = [], wide = false, room, head, children }: DeskPageProps) {
  const say = navWords(request.lang)
  const done = doneWords(request.lang)[textIn(queryOf(request), 'xong')]
  const nav = [
    { href: '/lam-viec', text: say.desk },
    { href: '/lam-viec/tai-len', text: say.upload },
    { href: '/lam-viec/bo-du-lieu', text: say.datasets },
    { href: '/lam-viec/cau-hoi', text: say.questions },
    { href: '/lam-viec/hop-thu', text: say.inbox },
  ]
  return (
    <Layout {...pageFrame(request)} title={title} noIndex nav={nav} islands={islands} wide={wide} head={head}>
      <div class={['wrap', wide && 'wide', room].filter(Boolean).join(' ')}>
        {done && (
          <Message kind="good">
            <p>{done}</p>
          </Message>
        )}
        {children}
      </div>
    </Layout>
  )
}
