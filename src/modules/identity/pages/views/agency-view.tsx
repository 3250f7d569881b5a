import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  EmptyState,
  LeaderList,
  Message,
  PageHead,
  Part,
  ScrollBox,
  StateMark,
  Time,
  t,
} from '../../../../ui/index.ts'
import type { Agency } from '../../agencies/model.ts'
import { nameIn } from '../../agencies/name-in.ts'
import type { PersonLine } from '../../people/reads.ts'
import { AccountPage } from '../frame.tsx'
import { roleName, say } from '../words.ts'

/** Address of an agency's settings. */
export function agencyHome(code: string): string {
  return `/quan-tri/co-quan/${encodeURIComponent(code)}`
}

export interface AgencyAdminProps {
  readonly request: FastifyRequest
  readonly agency: Agency
  readonly people: readonly PersonLine[]
  readonly agencyName: (id: string) => string
  readonly saved: boolean
}

/** Settings of one agency: whom to call, four eyes, who works there. */
export function AgencyAdminPage({ request, agency, people, agencyName, saved }: AgencyAdminProps) {
  const { lang } = request
  const words = say(lang)
  const name = nameIn(lang, agency)
  const invite = (
    <a class="btn" href={`${agencyHome(agency.code)}/nguoi-moi`}>
      {words.invite}
    </a>
  )
  return (
    <AccountPage request={request} title={`${words.manage}: ${name}`}>
      {saved && <Message kind="good">{words.saved}</Message>}
      <Crumbs lang={lang} items={[{ href: '/quan-tri', text: words.managed }]} />
      <PageHead title={name} by={agency.code} action={invite} />
      {agency.validTo !== undefined && <Message kind="note">{words.ended}</Message>}
      <SettingsPart request={request} agency={agency} />
      <Part id="nguoi-dung" title={words.people}>
        {people.length === 0 ? (
          <EmptyState title={words.noPeople}>{words.noPeopleHelp}</EmptyState>
        ) : (
          <PeopleTable request={request} agency={agency} people={people} agencyName={agencyName} />
        )}
      </Part>
    </AccountPage>
  )
}

function SettingsPart({ request, agency }: { request: FastifyRequest; agency: Agency }) {
  const words = say(request.lang)
  const contact = [agency.contactPhone, agency.contactEmail].filter((text) => text !== undefined)
  return (
    <Part id="thong-tin" title={words.contact}>
      <p>{contact.length > 0 ? contact.join(', ') : words.noContact}</p>
      <p>
        {words.fourEyes}: {agency.fourEyes ? words.fourEyesOn : words.fourEyesOff}
      </p>
      <p>
        <a href={`${agencyHome(agency.code)}/cai-dat`}>{words.settings}</a>
      </p>
    </Part>
  )
}

function PeopleTable({ request, agency, people, agencyName }: Omit<AgencyAdminProps, 'saved'>) {
  const { lang } = request
  const words = say(lang)
  return (
    <ScrollBox lang={lang} label={words.people}>
      <table class="tb">
        <caption class="vh">{words.people}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.roles}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <a href={`${agencyHome(agency.code)}/nguoi/${person.id}`}>{person.name}</a>
                <span class="id">{person.email}</span>
              </th>
              <td>
                {person.roles
                  .map(
                    ({ role, agencyId }) =>
                      `${roleName(role, lang)}${agencyId === agency.id ? '' : ` (${agencyName(agencyId)})`}`,
                  )
                  .join(', ')}
              </td>
              <td>
                <PersonState request={request} person={person} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function PersonState({ request, person }: { request: FastifyRequest; person: PersonLine }) {
  const { lang } = request
  const words = say(lang)
  if (person.closed) return <StateMark kind="bad">{words.closed}</StateMark>
  if (person.invited) return <StateMark kind="idle">{words.invited}</StateMark>
  return (
    <>
      <StateMark kind="good">{words.active}</StateMark>
      {person.lastSeenAt && (
        <span class="id">
          {words.lastSeen} <Time value={person.lastSeenAt} lang={lang} />
        </span>
      )}
    </>
  )
}

/** The agencies whose people or settings one looks after. */
export function ManagedAgenciesPage({ request, agencies }: { request: FastifyRequest; agencies: readonly Agency[] }) {
  const { lang } = request
  const words = say(lang)
  const items = agencies.map((agency) => ({
    href: agencyHome(agency.code),
    text: `${nameIn(lang, agency)} (${agency.code})`,
  }))
  return (
    <AccountPage request={request} title={words.managed}>
      <Crumbs lang={lang} items={[{ href: '/lam-viec', text: t(lang).desk }]} />
      <PageHead title={words.managed} />
      <LeaderList lang={lang} items={items} />
    </AccountPage>
  )
}
