import type { FastifyRequest } from 'fastify'
import { Crumbs, CsrfField, ErrorSummary, formatBytes, formatNumber, PageHead, Part } from '../../../ui/index.ts'
import { type FormState, WorkPage } from '../../identity/index.ts'
import { COPY_DAYS } from '../manage/copy-days.ts'
import type { RemovalView } from '../manage/remove-source.ts'
import type { Source } from '../model.ts'
import { HOME } from './list-page.tsx'
import { say } from './words.ts'

export interface RemovePageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly source: Source
  readonly removal: RemovalView
}

/** The question before a source is removed: what goes, what stays, what to do instead. */
export function RemovePage({ request, state, source, removal }: RemovePageProps) {
  const { lang } = request
  const words = say(lang)
  const home = `${HOME}/${source.id}`
  const crumbs = [
    { href: HOME, text: words.title },
    { href: home, text: source.name },
  ]
  return (
    <WorkPage request={request} title={words.removeTitle(source.name)}>
      <Crumbs lang={lang} items={crumbs} />
      <PageHead title={words.removeTitle(source.name)} lede={words.onlyOff} />
      {state.errors.length > 0 && <ErrorSummary lang={lang} errors={state.errors} />}
      <Part id="mat" title={words.goes}>
        <Goes {...{ request, removal }} />
      </Part>
      <Part id="o-lai" title={words.stays}>
        <ul class="plain">
          {removal.shown > 0 && <li>{words.staysPages}</li>}
          <li>{words.staysAudit}</li>
        </ul>
      </Part>
      <Part id="quyet-dinh" title={words.decide}>
        <form method="post" action={`${home}/xoa`}>
          <CsrfField token={request.csrfToken} />
          <div class="acts">
            <button class="btn harm">{words.removeNow}</button>
            <a class="btn plain" href={home}>
              {words.keep}
            </a>
          </div>
        </form>
      </Part>
    </WorkPage>
  )
}

function Goes({ request: { lang }, removal }: Pick<RemovePageProps, 'request' | 'removal'>) {
  const words = say(lang)
  const { shown, mappings, runs, copies, copyBytes, node } = removal
  const count = (value: number) => formatNumber(value, lang)
  return (
    <ul class="plain">
      <li>{shown > 0 ? words.goesShown(count(shown)) : words.goesNone}</li>
      <li>{words.goesOwn(count(mappings), count(runs))}</li>
      {copies > 0 && <li>{words.goesCopies(count(copies), formatBytes(copyBytes, lang), COPY_DAYS)}</li>}
      {node !== undefined && <li>{words.goesNode(node)}</li>}
    </ul>
  )
}
