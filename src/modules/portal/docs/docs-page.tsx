import { CodeSample, type Lang, Layout, type LayoutProps, PageHead, Part, ViewTabs } from '../../../ui/index.ts'
import { SAMPLE_LANGUAGES, sampleFor } from '../dataset/code-samples.ts'
import { OperationList } from './operation-list.tsx'
import type { ApiGroup, ExampleValues } from './operations.ts'
import { PUBLISH_LANGUAGES, publishSample } from './publish-samples.ts'
import { type DocsQuery, docsHref } from './query.ts'
import { docsWords } from './words.ts'

export interface DocsPageProps {
  readonly frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>
  readonly query: DocsQuery
  readonly groups: readonly ApiGroup[]
  readonly values: ExampleValues
}

/** From the first row read to the first dataset published; then every operation of the OpenAPI document. */
export function DocsPage({ frame, query, groups, values }: DocsPageProps) {
  const { lang } = frame
  const say = docsWords(lang)
  return (
    <Layout {...frame} title={say.title} description={say.lede} islands={['sao-chep']}>
      <div class="wrap ds list-page">
        <PageHead title={say.title} lede={say.lede} />
        <p>
          {say.machine}
          <a href="/api/v1/openapi.json">OpenAPI 3.1</a>
        </p>
        <Begin lang={lang} query={query} values={values} />
        <Part id="excel" title={say.excel}>
          <ul class="plain">
            <li>{say.excelFile}</li>
            <li>{say.excelCsv}</li>
            <li>
              {say.excelLive} <a href="/tai-lieu/excel">{say.excelSteps}</a>
            </li>
          </ul>
        </Part>
        <Part id="cong-cu" title={say.tools}>
          <ul class="plain">
            {[say.toolsOdata, say.toolsCkan, say.toolsSql, say.toolsOai, say.toolsMcp].map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Part>
        <Part id="khoa" title={say.key}>
          <p>
            {say.keyText} <a href="/lam-viec/tai-khoan">{say.keyPage}</a>, {say.keyMore}
          </p>
        </Part>
        <Publish lang={lang} query={query} values={values} />
        <Part id="moi-lenh" title={say.reference}>
          <OperationList lang={lang} groups={groups} values={values} />
        </Part>
        <Part id="loi" title={say.errors}>
          <p>
            {say.errorsText} <a href="/tai-lieu/loi">{say.errorsAll}</a>
          </p>
        </Part>
      </div>
    </Layout>
  )
}

interface SampleProps {
  readonly lang: Lang
  readonly query: DocsQuery
  readonly values: ExampleValues
}

function Begin({ lang, query, values }: SampleProps) {
  const say = docsWords(lang)
  if (!values.table) {
    return (
      <Part id="bat-dau" title={say.begin}>
        <p class="muted">{say.beginEmpty}</p>
      </Part>
    )
  }
  const base = `/api/v1/tables/${values.table}`
  const tabs = SAMPLE_LANGUAGES.map(({ code, name }) => ({
    href: `${docsHref(query, { doc: code })}#bat-dau`,
    text: name,
    current: code === query.doc,
  }))
  return (
    <Part id="bat-dau" title={say.begin}>
      <p>{say.beginText}</p>
      <ViewTabs lang={lang} small tabs={tabs} label={`${say.language}: ${say.begin}`} />
      <CodeSample lang={lang} label={query.doc} code={sampleFor(query.doc, `${values.origin}${base}/rows`)} />
      {query.doc === 'r' && <p class="small muted">{say.rNotRun}</p>}
      <p>
        {say.beginMore} <a href={`${base}/openapi.json`}>{say.tableApi}</a>
      </p>
    </Part>
  )
}

function Publish({ lang, query, values }: SampleProps) {
  const say = docsWords(lang)
  const tabs = PUBLISH_LANGUAGES.map(({ code, name }) => ({
    href: `${docsHref(query, { gui: code })}#cong-bo`,
    text: name,
    current: code === query.gui,
  }))
  return (
    <Part id="cong-bo" title={say.publish}>
      <p>{say.publishText}</p>
      <ViewTabs lang={lang} small tabs={tabs} label={`${say.language}: ${say.publish}`} />
      <CodeSample lang={lang} label={query.gui} code={publishSample(query.gui, values.origin)} />
    </Part>
  )
}
