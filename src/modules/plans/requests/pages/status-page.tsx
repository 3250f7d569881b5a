import { Crumbs, formatDate, formatNumber, Layout, PageHead, StateMark } from '../../../../ui/index.ts'
import type { Frame } from '../../pages/plan-page.tsx'
import type { CountedTime } from '../../rules/count-time.ts'
import type { DeadlineRule } from '../../rules/model.ts'
import type { DataRequest } from '../model.ts'
import { dueSaid, isTentative } from './due-said.ts'
import { REQUESTS } from './public-pages.tsx'
import { TimeRule } from './request-page.tsx'
import { requestWords, STATE_KINDS } from './words.ts'

export interface StatusProps {
  readonly frame: Frame
  /** A request whose words nobody may read: held for an officer's look, or hidden. */
  readonly request: DataRequest
  readonly rule: DeadlineRule | undefined
  readonly counted: CountedTime | undefined
  readonly today: string
}

/** Where a request stands that is not shown: for whoever kept its number; nothing of what it says. */
export function StatusPage({ frame, request, rule, counted, today }: StatusProps) {
  const { lang } = frame
  const say = requestWords(lang)
  const title = say.numbered(formatNumber(request.number, lang))
  const isHidden = request.state === 'hidden'
  return (
    <Layout {...frame} title={title} noIndex>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href: REQUESTS, text: say.title }]} />
        <PageHead title={title} by={say.asked(formatDate(request.askedAt, lang))} />
        <p>
          <StateMark kind={STATE_KINDS[request.state]}>{say.states[request.state]}</StateMark>{' '}
          <span class="muted">{dueSaid(request, { today, lang, tentative: isTentative(counted) })}</span>
        </p>
        <p>{isHidden ? say.hiddenNote : say.heldPublic}</p>
        {isHidden && request.answer && (
          <p>
            {say.reason}: {request.answer}
          </p>
        )}
        {!isHidden && rule && <TimeRule lang={lang} rule={rule} counted={counted} />}
      </div>
    </Layout>
  )
}
