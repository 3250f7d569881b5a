import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { Crumbs, CsrfField, Message, PageHead, Part, Time, t } from '../../../../ui/index.ts'
import type { OwnAccount } from '../../access/own-view.ts'
import { deviceName } from '../device-name.ts'
import { AccountPage } from '../frame.tsx'
import { roleName, say } from '../words.ts'

const HOME = '/lam-viec/tai-khoan'

interface AccountProps {
  readonly request: FastifyRequest
  readonly account: OwnAccount
}

/** One's own account: who one is, and every way in. */
export function OwnAccountPage({ request, account, saved }: AccountProps & { saved: boolean }) {
  const { lang } = request
  const words = say(lang)
  return (
    <AccountPage request={request} title={words.account}>
      {saved && <Message kind="good">{words.saved}</Message>}
      <Crumbs lang={lang} items={[{ href: '/lam-viec', text: t(lang).desk }]} />
      <PageHead title={account.person.name} by={account.person.email} />
      <ProfilePart request={request} account={account} />
      <TwoStepPart request={request} account={account} />
      <SessionsPart request={request} account={account} />
      <KeysPart request={request} account={account} />
      <StandInsPart request={request} account={account} />
    </AccountPage>
  )
}

/** A button that does one thing and comes back. */
export function OneButton({
  request,
  action,
  children,
  harm = false,
}: {
  readonly request: FastifyRequest
  readonly action: string
  readonly children: ComponentChildren
  readonly harm?: boolean
}) {
  return (
    <form method="post" action={action}>
      <CsrfField token={request.csrfToken} />
      <button class={harm ? 'btn harm' : 'btn plain'} type="submit">
        {children}
      </button>
    </form>
  )
}

function ProfilePart({ request, account }: AccountProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <Part id="ho-so" title={words.profile}>
      <div class="form">
        {account.roles.length === 0 && <p>{words.noRoles}</p>}
        <ul>
          {account.roles.map((held) => (
            <li key={`${held.role} ${held.agencyCode} ${held.standsInFor}`}>
              {roleName(held.role, lang)}, {(lang === 'en' && held.agencyNameEn) || held.agencyName}
              {held.standsInFor && `, ${words.standsInFor(held.standsInFor)}`}
            </li>
          ))}
        </ul>
        <p>
          <a href={`${HOME}/ho-ten`}>{words.changeName}</a>
        </p>
        <p>
          <a href={`${HOME}/mat-khau`}>{words.changePassword}</a>
        </p>
      </div>
    </Part>
  )
}

function TwoStepPart({ request, account }: AccountProps) {
  const { lang } = request
  const words = say(lang)
  const since = account.person.totpSince
  return (
    <Part id="hai-buoc" title={words.twoStep}>
      <div class="form">
        <p>
          {since ? (
            <>
              {words.twoStepOn} <Time value={since} lang={lang} />
            </>
          ) : (
            words.twoStepOff
          )}
        </p>
        {since ? (
          <p>
            <a href={`${HOME}/hai-buoc/tat`}>{words.turnOff}</a>
          </p>
        ) : (
          <OneButton request={request} action={`${HOME}/hai-buoc`}>
            {words.turnOn}
          </OneButton>
        )}
      </div>
    </Part>
  )
}

function SessionsPart({ request, account }: AccountProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <Part id="phien" title={words.sessions}>
      <ul class="undo">
        {account.sessions.map((session) => (
          <li key={session.id}>
            <span>
              {deviceName(session.userAgent)}
              <span class="id">
                {session.address}, {words.lastSeen} <Time value={session.seenAt} lang={lang} form="datetime" />
              </span>
            </span>
            {session.id === account.currentSession ? (
              <span class="muted">{words.thisSession}</span>
            ) : (
              <OneButton request={request} action={`${HOME}/phien/${session.id}/dong`}>
                {words.endSession}
              </OneButton>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function KeysPart({ request, account }: AccountProps) {
  const { lang } = request
  const words = say(lang)
  return (
    <Part id="khoa" title={words.keys}>
      <div class="form">
        <p class="muted">{words.keysHelp}</p>
        {account.keys.length === 0 && <p>{words.noKeys}</p>}
        <ul class="undo">
          {account.keys.map((key) => (
            <li key={key.id}>
              <span>
                {key.name} <code>{key.prefix}…</code>
                <span class="id">
                  {key.roles.length > 0 && `${key.roles.map((role) => roleName(role, lang)).join(', ')}; `}
                  {key.usedAt ? (
                    <>
                      {words.keyUsed} <Time value={key.usedAt} lang={lang} form="datetime" />
                    </>
                  ) : (
                    words.keyUnused
                  )}
                  {key.expiresAt && (
                    <>
                      {'; '}
                      {words.keyUntil} <Time value={key.expiresAt} lang={lang} />
                    </>
                  )}
                </span>
              </span>
              <OneButton request={request} action={`${HOME}/khoa/${key.id}/thu-hoi`}>
                {words.revoke}
                <span class="vh"> {key.name}</span>
              </OneButton>
            </li>
          ))}
        </ul>
        <p>
          <a class="btn plain" href={`${HOME}/khoa-moi`}>
            {words.newKey}
          </a>
        </p>
      </div>
    </Part>
  )
}

function StandInsPart({ request, account }: AccountProps) {
  const { lang } = request
  const words = say(lang)
  if (account.standIns === undefined) return null
  return (
    <Part id="nguoi-thay" title={words.standIns}>
      <div class="form">
        <p class="muted">{words.standInsHelp}</p>
        {account.standIns.length === 0 && <p>{words.noStandIns}</p>}
        <ul class="undo">
          {account.standIns.map((standIn) => (
            <li key={standIn.id}>
              <span>
                {standIn.deputyName} ({standIn.deputyEmail}){' '}
                <span class="id">
                  <Time value={standIn.startsAt} lang={lang} /> –{' '}
                  <Time value={new Date(standIn.endsAt.getTime() - 1)} lang={lang} />
                </span>
              </span>
              <OneButton request={request} action={`${HOME}/nguoi-thay/${standIn.id}/dung`}>
                {words.endStandIn}
                <span class="vh"> {standIn.deputyName}</span>
              </OneButton>
            </li>
          ))}
        </ul>
        <p>
          <a class="btn plain" href={`${HOME}/nguoi-thay`}>
            {words.nameStandIn}
          </a>
        </p>
      </div>
    </Part>
  )
}
