import type { ComponentProps } from 'preact'
import { words } from '../../../ui/index.ts'
import { justDone, WorkPage } from '../../identity/index.ts'

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

export type DeskPageProps = Omit<ComponentProps<typeof WorkPage>, 'done'>

/** Frame of the desk's pages, with what has just been done on top. */
export function DeskPage(props: DeskPageProps) {
  const { request } = props
  return <WorkPage {...props} done={justDone(request, doneWords(request.lang))} />
}
