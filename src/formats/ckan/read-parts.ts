import type { Agent, Contact, Period, Vocabulary } from '../model.ts'
import { optional } from './read-distribution.ts'
import { type Dict, type Fields, fieldsOf, isDict } from './read-fields.ts'

/** Who publishes: the dcat publisher, its flat extras, the organization, the author, at last the site. */
export function readPublisher(raw: Dict, fields: Fields, site: string): Agent {
  const agent = firstDict(fields.list('publisher'))
  const organization = isDict(raw['organization']) ? fieldsOf(raw['organization']) : undefined
  const flat = fields.text('publisher_name')
  if (agent) return agentOf(fieldsOf(agent), organization)
  if (flat !== undefined) return flatPublisher(fields, organization)
  if (organization) {
    const name = organization.text('title', 'display_name', 'name') ?? site
    return { id: organization.text('name', 'slug', 'id') ?? name, name, ...homepageOf(organization) }
  }
  const author = personName(fields.any('author'))
  return { id: author ?? site, name: author ?? site }
}

function agentOf(agent: Fields, organization: Fields | undefined): Agent {
  const name = agent.text('name') ?? organization?.text('title', 'name') ?? ''
  return {
    id: agent.text('identifier') ?? organization?.text('name') ?? agent.text('uri') ?? name,
    ...optional('uri', agent.text('uri')),
    name,
    ...optional('homepage', agent.text('url')),
    ...optional('email', agent.text('email')),
  }
}

function flatPublisher(fields: Fields, organization: Fields | undefined): Agent {
  const name = fields.text('publisher_name') ?? ''
  return {
    id: fields.text('publisher_identifier') ?? organization?.text('name') ?? fields.text('publisher_uri') ?? name,
    ...optional('uri', fields.text('publisher_uri')),
    name,
    ...optional('homepage', fields.text('publisher_url')),
    ...optional('email', fields.text('publisher_email')),
  }
}

function homepageOf(organization: Fields): { homepage?: string } {
  const url = organization.text('url', 'homepage')
  return url !== undefined && /^https?:/.test(url) ? { homepage: url } : {}
}

/** Whom to ask: the dcat contact, else the maintainer, else an author with an address. */
export function readContact(fields: Fields): Contact | undefined {
  const given = firstDict(fields.list('contact', 'contact_point'))
  const phone = fields.text('contact_phone')
  if (given) {
    const contact = fieldsOf(given)
    return contactOf(contact.text('name'), contact.text('email'), contact.text('phone'))
  }
  const name = fields.text('contact_name')
  const maintainer = fields.any('maintainer')
  const email = fields.text('contact_email', 'maintainer_email') ?? personEmail(maintainer)
  const found = contactOf(name ?? personName(maintainer), email, phone)
  // Ours and ckanext-dcat's write a contact when there is one; the author there is the publisher.
  if (found ?? firstDict(fields.list('publisher'))) return found
  const authorEmail = fields.text('author_email') ?? personEmail(fields.any('author'))
  return authorEmail === undefined ? undefined : contactOf(personName(fields.any('author')), authorEmail, undefined)
}

function contactOf(
  name: string | undefined,
  email: string | undefined,
  phone: string | undefined,
): Contact | undefined {
  if ((name ?? email ?? phone) === undefined) return undefined
  return { ...optional('name', name), ...optional('email', email), ...optional('phone', phone) }
}

// EnviDat writes people as JSON, one or a list of them.
function personName(person: unknown): string | undefined {
  const one: unknown = Array.isArray(person) ? person[0] : person
  if (typeof one === 'string') return one.trim() || undefined
  if (!isDict(one)) return undefined
  const fields = fieldsOf(one)
  return [fields.text('given_name'), fields.text('name')].filter(Boolean).join(' ') || undefined
}

function personEmail(person: unknown): string | undefined {
  const one: unknown = Array.isArray(person) ? person[0] : person
  return isDict(one) ? fieldsOf(one).text('email') : undefined
}

function firstDict(list: readonly unknown[]): Dict | undefined {
  return list.find(isDict)
}

/** Time covered: ckanext-dcat's list (the first of it), udata's pair, or the flat extras. */
export function readPeriod(fields: Fields): Period | undefined {
  const first = firstDict(fields.list('temporal_coverage', 'temporal'))
  const flatFrom = fields.text('temporal_start', 'temporal-extent-begin')
  const flatTo = fields.text('temporal_end', 'temporal-extent-end')
  const period = first && fieldsOf(first)
  const from = period?.text('start') ?? flatFrom
  const to = period?.text('end') ?? flatTo
  return (from ?? to) === undefined ? undefined : { ...optional('from', from), ...optional('to', to) }
}

/** Places covered: codes of ours where the name or URI is known, otherwise as given; shapes stay in `extras.spatial`. */
export function readAreas(fields: Fields, vocabulary: Vocabulary): readonly string[] {
  const own = fields.list('areas').filter((area) => typeof area === 'string')
  const covered = fields.list('spatial_coverage').flatMap((place) => {
    if (!isDict(place)) return typeof place === 'string' ? [place] : []
    const { uri, text } = place
    return typeof uri === 'string' && uri !== '' ? [uri] : typeof text === 'string' ? [text] : []
  })
  const flat = [fields.text('spatial-uri', 'spatial_uri'), fields.text('spatial-text', 'spatial_text', 'spatial_name')]
  const given = [own, covered].find((list) => list.length > 0) ?? flat.filter((word) => word !== undefined).slice(0, 1)
  return [...new Set(given.map((area) => vocabulary.codeOf('area', area) ?? area))]
}
