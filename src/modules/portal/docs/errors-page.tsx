import type { ErrorKind } from '../../../platform/errors.ts'
import { statusOf } from '../../../platform/http/index.ts'
import { Crumbs, Layout, type LayoutProps, PageHead, ScrollBox } from '../../../ui/index.ts'
import codes from './error-codes.json' with { type: 'json' }
import { docsWords } from './words.ts'

/** Where the `type` of every problem leads: its code, its status, its sentence. */
export function ErrorsPage({ frame }: { frame: Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'> }) {
  const { lang } = frame
  const say = docsWords(lang)
  return (
    <Layout {...frame} title={say.errors} description={say.errorsLede}>
      <div class="wrap list-page">
        <Crumbs lang={lang} items={[{ href: '/tai-lieu', text: say.title }]} />
        <PageHead title={say.errors} lede={say.errorsLede} />
        <ScrollBox lang={lang} label={say.errors}>
          <table class="tb codes">
            <caption class="vh">{say.errors}</caption>
            <thead>
              <tr>
                <th scope="col">{say.code}</th>
                <th scope="col">{say.status}</th>
                <th scope="col">{say.meaning}</th>
              </tr>
            </thead>
            <tbody>
              {codes.map((item) => (
                <tr key={item.code} id={item.code}>
                  <th scope="row">
                    <code>{item.code}</code>
                  </th>
                  <td class="num">{statusOf({ code: item.code, kind: item.kind as ErrorKind })}</td>
                  <td>{item[lang]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </div>
    </Layout>
  )
}
