import type { FastifyRequest } from 'fastify'
import { CsrfField, ErrorSummary, errorOf, PageHead, Part, StateMark, TextArea } from '../../../ui/index.ts'
import type { Resource, SeriesMember } from '../../catalog/index.ts'
import { type FormState, justDone, textIn, WorkPage } from '../../identity/index.ts'
import { DRAFT, OWNED, SHOWN } from './kind.ts'
import { MemberTable } from './member-table.tsx'
import { seriesWords } from './words.ts'

export interface OwnedSeriesProps {
  readonly request: FastifyRequest
  readonly resource: Resource
  readonly members: readonly SeriesMember[]
  /** Change that is open, if there is one. */
  readonly openId: string | undefined
  readonly state: FormState
  readonly may: { readonly write: boolean; readonly withdraw: boolean }
}

/** A public series from the side of the agency that keeps it. */
export function OwnedSeriesPage({ request, resource, members, openId, state, may }: OwnedSeriesProps) {
  const { lang, csrfToken } = request
  const say = seriesWords(lang)
  const title = resource.record?.title.vi ?? resource.slug
  const isPublic = resource.state === 'published'
  return (
    <WorkPage request={request} title={title} room="desk" done={justDone(request, say.done)}>
      <PageHead title={title} lede={resource.record?.description.vi} />
      <ErrorSummary lang={lang} errors={state.errors} />
      {isPublic ? (
        <p>
          <a href={`${SHOWN}${resource.slug}`}>{say.shown}</a>
        </p>
      ) : (
        <p>
          <StateMark kind={resource.state === 'withdrawn' ? 'bad' : 'idle'}>{say.state[resource.state]}</StateMark>{' '}
          {resource.withdrawnReason}
        </p>
      )}
      {openId !== undefined && (
        <p>
          <a class="btn" href={`${DRAFT}${openId}`}>
            {say.goOn}
          </a>
        </p>
      )}
      {openId === undefined && may.write && (
        <form class="pb-h" method="post" action={`${OWNED}${resource.slug}/sua`}>
          <CsrfField token={csrfToken} />
          <button class="btn" type="submit">
            {say.edit}
          </button>
        </form>
      )}
      <Part id="cac-bo" title={say.memberPart}>
        <MemberTable lang={lang} members={members} />
      </Part>
      {isPublic && may.withdraw && <Withdraw request={request} slug={resource.slug} state={state} />}
    </WorkPage>
  )
}

function Withdraw({ request, slug, state }: { slug: string } & Pick<OwnedSeriesProps, 'request' | 'state'>) {
  const { lang, csrfToken } = request
  const say = seriesWords(lang)
  return (
    <Part id="thu-hoi" title={say.withdraw}>
      <form class="form" method="post" action={`${OWNED}${slug}/thu-hoi`}>
        <CsrfField token={csrfToken} />
        <p>{say.withdrawHelp}</p>
        <TextArea
          lang={lang}
          name="reason"
          label={say.reason}
          value={textIn(state.form, 'reason')}
          error={errorOf(state.errors, 'reason')}
          rows={3}
          maxLength={4000}
        />
        <p class="acts">
          <button class="btn harm" type="submit">
            {say.withdraw}
          </button>
        </p>
      </form>
    </Part>
  )
}
