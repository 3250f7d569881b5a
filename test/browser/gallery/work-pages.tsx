import {
  AgencyFacts,
  Badge,
  CheckboxGroup,
  CsrfField,
  DiffTable,
  ErrorSummary,
  EvidenceKey,
  Field,
  FileDrop,
  FlowGraph,
  type Lang,
  Message,
  PageHead,
  RadioGroup,
  SavedForm,
  Select,
  TextArea,
  Time,
  TodoList,
  TodoRow,
  UndoList,
  UndoRow,
} from '../../../src/ui/index.ts'
import { LONG_TITLE } from './long-title.ts'

const NOW = new Date('2026-11-22T03:00:00Z')

export function Desk() {
  return (
    <div class="wrap desk">
      <header class="desk-head">
        <div>
          <p class="muted">Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh</p>
          <h1>6 việc đang chờ, 2 việc nên làm trước</h1>
        </div>
        <a class="btn" href="/lam-viec/tai-len">
          Tải bảng lên
        </a>
      </header>
      <div class="desk-grid">
        <div>
          <TodoList title="Đang gây hại">
            <TodoRow
              state={{ kind: 'bad', text: 'Có thể lộ dữ liệu cá nhân' }}
              when="hôm nay"
              href="/a"
              title="Danh sách giáo viên dự tập huấn 2026"
              verb="Quyết định"
            >
              Cột “Liên hệ” có 38 số điện thoại ở bản nháp.
            </TodoRow>
          </TodoList>
          <TodoList title="Đang trễ">
            <TodoRow
              state={{ kind: 'warn', text: 'Trễ hạn 12 ngày' }}
              when="hạn 10/11"
              href="/b"
              title={LONG_TITLE}
              verb="Tải tệp lên"
            />
          </TodoList>
          <UndoList title="Vừa xong">
            <UndoRow
              when="14:05"
              action={
                <button class="btn plain" type="button">
                  Lấy lại
                </button>
              }
            >
              Đã gửi duyệt <a href="/c">Danh sách trường mầm non</a>
            </UndoRow>
          </UndoList>
        </div>
        <AgencyFacts
          title="Dữ liệu của sở"
          items={[
            { term: 'Bộ đã công bố', value: '3' },
            { term: 'Đúng hạn', value: '2/3' },
          ]}
          note="Tính từ nhật ký lúc 08:00 hôm nay."
        />
      </div>
    </div>
  )
}

export function Forms({ lang }: { lang: Lang }) {
  const error = 'Ghi nhan đề, ít nhất 10 chữ'
  return (
    <div class="wrap narrow">
      <PageHead title="Mô tả bảng" />
      <Message kind="good">Đã nhận tệp. Còn mô tả và giấy phép.</Message>
      <Message kind="note" title="63 thành 34">
        Bảng giữ 63 tỉnh như công bố.
      </Message>
      <ErrorSummary lang={lang} errors={[{ field: 'title', message: error }]} />
      <SavedForm lang={lang} saveTo="/nhap" savedAt="2026-11-22T07:05:00Z">
        <form class="form" method="post">
          <CsrfField token="t" />
          <Field
            lang={lang}
            name="title"
            label="Nhan đề"
            help="Nói bảng này đếm gì, ở đâu, khi nào."
            error={error}
            required
          />
          <TextArea lang={lang} name="summary" label="Mô tả" value="Dân số trung bình." required={false} />
          <Select
            lang={lang}
            name="licence"
            label="Giấy phép"
            empty="Chọn giấy phép"
            options={[{ value: 'a', text: 'Dùng tự do, ghi nguồn' }]}
          />
          <Field lang={lang} name="date" label="Ngày công bố" type="date" width="short" />
          <RadioGroup
            name="level"
            label="Chế độ chia sẻ"
            value="open"
            options={[
              { value: 'open', text: 'Mở', help: 'Ai cũng xem và tải được.' },
              { value: 'shared', text: 'Chia sẻ giữa cơ quan' },
            ]}
          />
          <CheckboxGroup
            name="theme"
            label="Chủ đề"
            values={['a']}
            options={[
              { value: 'a', text: 'Dân số' },
              { value: 'b', text: 'Giáo dục' },
            ]}
          />
          <FileDrop
            lang={lang}
            name="file"
            label="Tệp bảng tính"
            help="Đưa tệp như nó là."
            maxBytes={2_000_000_000}
            tus="/tus/"
            accept=".xlsx,.csv"
          />
          <p class="acts">
            <button class="btn" type="submit">
              Gửi duyệt
            </button>
            <button class="btn plain" type="button">
              Để sau
            </button>
            <button class="btn harm" type="button">
              Thu hồi
            </button>
            <button class="quiet" type="button">
              Bỏ bản nháp
            </button>
          </p>
        </form>
      </SavedForm>
      <DiffTable
        lang={lang}
        caption="Thay đổi của bản nháp"
        rows={[
          { field: 'Nhan đề', before: 'Dân số', after: 'Dân số trung bình' },
          { field: 'Giấy phép', after: 'Dùng tự do' },
          { field: 'Ghi chú', before: 'Tạm' },
        ]}
      />
      <p class="small muted">
        <Time value={NOW} lang={lang} form="datetime" />,{' '}
        <Time value="2026-11-19" now={NOW} lang={lang} form="relative" />
      </p>
    </div>
  )
}

export function Flow({ lang }: { lang: Lang }) {
  const node = (mark: string, name: string, measured = false) => ({
    href: `/${name}`,
    mark,
    name,
    note: 'Bộ Giáo dục và Đào tạo',
    measured,
  })
  return (
    <div class="wrap dm">
      <header class="dm-head">
        <h1>Bản đồ dữ liệu</h1>
      </header>
      <section class="flow" aria-labelledby="ten">
        <div class="head">
          <h2 id="ten">CSDL quốc gia về giáo dục và đào tạo</h2>
          <EvidenceKey lang={lang} />
        </div>
        <FlowGraph
          inTitle="Nhận từ"
          outTitle="Chia sẻ với"
          sources={[node('2a', 'CSDL ngành giáo dục'), node('3', 'CSDL của trường')]}
          targets={[node('1', 'CSDL tổng hợp quốc gia'), node('2b', 'Cổng dữ liệu mở', true)]}
        >
          <Badge>1</Badge>
          <p class="hub-n">CSDL quốc gia về giáo dục và đào tạo</p>
          <p>Bộ Giáo dục và Đào tạo</p>
        </FlowGraph>
      </section>
    </div>
  )
}
