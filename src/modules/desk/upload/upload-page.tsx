import type { FastifyRequest } from 'fastify'
import { CsrfField, ErrorSummary, errorOf, FileDrop, Select, words } from '../../../ui/index.ts'
import { type Agency, type FormState, textIn } from '../../identity/index.ts'
import { DeskPage } from '../web/desk-page.tsx'

const MAX_FILE_BYTES = 20e9

const uploadWords = words(
  {
    title: 'Tải bảng lên',
    lede: 'Đưa tệp như đang có: XLSX, XLS, ODS, CSV, DOCX, PDF, JSON. Nguồn đọc, làm gọn thành bảng và chỉ rõ chỗ chưa chắc. Chưa có gì công bố cho tới khi được duyệt.',
    drop: 'Thả tệp vào đây, hoặc chọn tệp',
    dropHelp: 'Chọn được nhiều tệp: mỗi tệp thành một bộ dữ liệu. Mạng đứt thì tải tiếp từ chỗ dừng.',
    agency: 'Cơ quan công bố',
    send: 'Tải lên và đọc',
    noFile: 'Chưa chọn tệp nào.',
    noAgency: 'Chưa chọn cơ quan.',
  },
  {
    title: 'Upload a table',
    lede: 'Send the file as it is: XLSX, XLS, ODS, CSV, DOCX, PDF, JSON. It is read and made into a tidy table, and what is in doubt is shown. Nothing is public before it is approved.',
    drop: 'Drop files here, or choose them',
    dropHelp: 'Several files may be chosen: each becomes a dataset. A broken connection goes on where it stopped.',
    agency: 'Publishing agency',
    send: 'Upload and read',
    noFile: 'No file is chosen.',
    noAgency: 'No agency is chosen.',
  },
)

export interface UploadPageProps {
  readonly request: FastifyRequest
  readonly agencies: readonly Agency[]
  readonly state: FormState
}

/** One drop zone and one question: whose data they are. */
export function UploadPage({ request, agencies, state }: UploadPageProps) {
  const { lang, csrfToken } = request
  const say = uploadWords(lang)
  const chosen = textIn(state.form, 'agency') || agencies[0]?.code
  return (
    <DeskPage request={request} title={say.title} islands={['tha-tep']} room="narrow">
      <header class="ds-head">
        <div>
          <h1>{say.title}</h1>
          <p class="lede">{say.lede}</p>
        </div>
      </header>
      <form class="form" method="post" enctype="multipart/form-data" action="/lam-viec/tai-len">
        <CsrfField token={csrfToken} />
        <ErrorSummary lang={lang} errors={state.errors} />
        {agencies.length === 1 ? (
          <p>
            {say.agency}: <b>{agencies[0]?.name}</b>
            <input type="hidden" name="agency" value={agencies[0]?.code} />
          </p>
        ) : (
          <Select
            lang={lang}
            name="agency"
            label={say.agency}
            value={chosen}
            error={errorOf(state.errors, 'agency')}
            options={agencies.map(({ code, name }) => ({ value: code, text: `${name} (${code})` }))}
          />
        )}
        <DropZone lang={lang} error={errorOf(state.errors, 'tep')} />
        <p class="acts">
          <button class="btn" type="submit">
            {say.send}
          </button>
        </p>
      </form>
    </DeskPage>
  )
}

/** The place for files of every upload form. */
export function DropZone({ lang, error }: { lang: 'vi' | 'en'; error?: string | undefined }) {
  const say = uploadWords(lang)
  return (
    <FileDrop
      lang={lang}
      name="tep"
      label={say.drop}
      help={say.dropHelp}
      error={error}
      multiple
      maxBytes={MAX_FILE_BYTES}
      tus="/tus"
    />
  )
}
