import type { FastifyRequest } from 'fastify'
import { type Actor, pageFrame } from './modules/identity/index.ts'
import type { RenderError } from './platform/http/index.ts'
import { ErrorPage } from './ui/components/error-page.tsx'
import { Layout } from './ui/layout.tsx'
import { renderPage } from './ui/render.ts'

const HEADING = {
  403: { vi: 'Không được phép', en: 'Not allowed' },
  404: { vi: 'Không tìm thấy', en: 'Not found' },
  409: { vi: 'Chưa làm được', en: 'Cannot be done now' },
  410: { vi: 'Không còn công bố', en: 'No longer published' },
  500: { vi: 'Có lỗi ở phía chúng tôi', en: 'Something failed on our side' },
} as const

const OTHER = { vi: 'Cần xem lại', en: 'Please check' }

/** What happened, what one can do, and the request id to quote. */
export const renderErrorPage: RenderError = ({ status, error, request }) => {
  const { lang } = request
  const title = (HEADING[status as keyof typeof HEADING] ?? OTHER)[lang]
  const fields = error.details.fields ?? []
  return renderPage(
    <Layout {...frameOf(request)} title={title} noIndex>
      <ErrorPage lang={lang} title={title} requestId={request.id}>
        <p>{error.said[lang]}</p>
        {fields.length > 0 && (
          <ul>
            {fields.map((field) => (
              <li key={field.field}>{field.message[lang]}</li>
            ))}
          </ul>
        )}
      </ErrorPage>
    </Layout>,
  )
}

/** Who is signed in stays so on the page, unless the error came before anybody was asked. */
function frameOf(request: FastifyRequest) {
  const { lang, url: path, nonce } = request
  return (request.actor as Actor | null) === null ? { lang, path, nonce } : pageFrame(request)
}
