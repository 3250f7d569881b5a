import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  errorOf,
  Field,
  type FormError,
  formatNumber,
  type Lang,
  Part,
  StateMark,
  TextArea,
} from '../../../ui/index.ts'
import { draftHref, type RoomName } from './draft-page.tsx'
import { draftWords } from './draft-words.ts'
import { compareItems, type DraftView, type ItemDifference } from './view-draft.ts'

export interface SendRoomProps {
  readonly request: FastifyRequest
  readonly view: DraftView
  readonly errors: readonly FormError[]
}

/** What is required and whether it is there, the document as it would be, and the step that is next for this person. */
export function SendRoom({ request, view, errors }: SendRoomProps) {
  const { lang } = request
  const say = draftWords(lang)
  const base = `/lam-viec/ke-hoach/ban-nhap/${view.change.id}`
  return (
    <>
      <Part id="noi-dung" title={say.required}>
        <PartList view={view} lang={lang} />
      </Part>
      {view.before && (
        <Part id="khac" title={say.differs}>
          <Differences lang={lang} difference={compareItems(view.before, view.content)} />
        </Part>
      )}
      {view.kind.form === 'items' && (
        <Part id="van-ban" title={say.preview}>
          <p class="row-acts">
            <a href={`${base}/van-ban.docx`}>{say.docx}</a>
            <a href={`${base}/van-ban.pdf`}>{say.pdf}</a>
          </p>
        </Part>
      )}
      <NextStep request={request} view={view} errors={errors} base={base} />
    </>
  )
}

/** The minimum contents of the kind, each with what it lacks and where to mend it. */
export function PartList({ view, lang }: { view: DraftView; lang: Lang }) {
  const say = draftWords(lang)
  if (view.parts.length === 0) return <p class="muted">{say.noParts}</p>
  return (
    <ul class="parts-list">
      {view.parts.map(({ part, there, lacks }) => (
        <li key={part.id}>
          <StateMark kind={there ? 'good' : 'bad'}>{there ? say.there : say.lacking}</StateMark> {part.name[lang]}
          {lacks.length > 0 && (
            <ul class="plain">
              {lacks.slice(0, 20).map(({ field, message }) => (
                <li key={`${field} ${message.vi}`}>
                  <a href={placeOf(view.change.id, field)}>{message[lang]}</a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}

function placeOf(changeId: string, field: string): string {
  const item = /^items\.([0-9a-f-]{36})/.exec(field)?.[1]
  if (item) return `/lam-viec/ke-hoach/ban-nhap/${changeId}/muc/${item}`
  const rooms: readonly (readonly [start: string, room: RoomName])[] = [
    ['items', 'items'],
    ['phases', 'phases'],
  ]
  const room = rooms.find(([start]) => field.startsWith(start))?.[1] ?? 'general'
  return `${draftHref(changeId, room)}#${field}`
}

function Differences({ lang, difference }: { lang: Lang; difference: ItemDifference }) {
  const say = draftWords(lang)
  const { added, removed, changed } = difference
  if (added.length + removed.length + changed.length === 0) return <p>{say.same}</p>
  const count = (list: readonly unknown[]) => formatNumber(list.length, lang)
  const names = changed.map(
    ({ title, what }) => `${title} (${what.map((name) => say.fields[name] ?? name).join(', ')})`,
  )
  return (
    <>
      {[
        { text: say.added(count(added)), list: added },
        { text: say.removed(count(removed)), list: removed },
        { text: say.changed(count(changed)), list: names },
      ]
        .filter(({ list }) => list.length > 0)
        .map(({ text, list }) => (
          <details key={text} class="more">
            <summary>{text}</summary>
            <ul class="plain">
              {list.slice(0, 500).map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </details>
        ))}
    </>
  )
}

function NextStep(props: SendRoomProps & { base: string }) {
  const { request, view, errors, base } = props
  const say = draftWords(request.lang)
  const { change, may } = view
  if (change.state === 'draft') return <SendOrDrop {...props} />
  const ownSent = change.state === 'in_review' && change.submitted.by === request.actor.id
  return (
    <>
      {may.decide && <Decide request={request} errors={errors} base={base} />}
      {change.state === 'in_review' && !may.decide && <p>{say.waits}</p>}
      {(may.sendBack || ownSent) && <SendBack {...props} ownSent={ownSent} />}
    </>
  )
}

function SendOrDrop({ request, view, base }: SendRoomProps & { base: string }) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  return (
    <div class="row-acts">
      {view.may.submit ? (
        <form method="post" action={`${base}/gui`}>
          <CsrfField token={csrfToken} />
          <button class="btn" type="submit">
            {say.submit}
          </button>
        </form>
      ) : (
        <p class="muted">{say.mayNotSubmit}</p>
      )}
      {view.may.write && (
        <form method="post" action={`${base}/bo`}>
          <CsrfField token={csrfToken} />
          <button class="btn harm" type="submit">
            {say.discard}
          </button>
        </form>
      )}
    </div>
  )
}

function SendBack({ request, errors, base, ownSent }: SendRoomProps & { base: string; ownSent: boolean }) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  const error = errorOf(errors, 'reason')
  const act = ownSent ? say.takeBack : say.sendBack
  return (
    <Part id="tra-lai" title={act}>
      <form class="form" method="post" action={`${base}/tra-lai`}>
        <CsrfField token={csrfToken} />
        {ownSent ? (
          <input type="hidden" name="reason" value={say.takeBack} />
        ) : (
          <TextArea lang={lang} name="reason" label={say.reason} rows={3} maxLength={2000} error={error} />
        )}
        <button class="btn plain" type="submit">
          {act}
        </button>
      </form>
    </Part>
  )
}

function Decide({ request, errors, base }: Pick<SendRoomProps, 'request' | 'errors'> & { base: string }) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  return (
    <Part id="duyet" title={say.decide}>
      <form class="form" method="post" action={`${base}/duyet`}>
        <CsrfField token={csrfToken} />
        <p class="help">{say.decideHelp}</p>
        <Field
          lang={lang}
          name="number"
          label={say.number}
          maxLength={100}
          width="medium"
          error={errorOf(errors, 'number')}
        />
        <Field
          lang={lang}
          name="date"
          label={say.date}
          type="date"
          width="medium"
          error={errorOf(errors, 'date')}
          required={false}
        />
        <button class="btn" type="submit">
          {say.approve}
        </button>
      </form>
    </Part>
  )
}
