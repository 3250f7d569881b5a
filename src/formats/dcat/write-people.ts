import type { Agent, Contact } from '../model.ts'
import { absoluteIri, iri, langLiteral, literal, type Term } from '../rdf/terms.ts'
import { property, type Statements } from './statements.ts'

/** A publisher; one with an address is described once in a document. */
export function agentTerm(out: Statements, agent: Agent, language: string): Term {
  const describe = (subject: Term) => {
    out.type(subject, property('foaf:Organization'))
    out.add(subject, property('foaf:name'), langLiteral(agent.name, language))
    if (agent.id) out.add(subject, property('dct:identifier'), literal(agent.id))
    if (agent.homepage) documentLink(out, subject, { predicate: property('foaf:homepage'), address: agent.homepage })
    if (agent.email) out.add(subject, property('foaf:mbox'), iri(`mailto:${encodeURIComponent(agent.email)}`))
  }
  const address = agent.uri === undefined ? undefined : absoluteIri(agent.uri)
  if (address !== undefined) return out.once(iri(address), property('foaf:Agent'), describe)
  const made = out.node(property('foaf:Agent'))
  describe(made)
  return made
}

export function contactTerm(out: Statements, contact: Contact): Term {
  const made = out.node(property('vcard:Kind'))
  if (contact.name) out.add(made, property('vcard:fn'), literal(contact.name))
  if (contact.email) out.add(made, property('vcard:hasEmail'), iri(`mailto:${encodeURIComponent(contact.email)}`))
  if (contact.phone) out.add(made, property('vcard:hasTelephone'), iri(`tel:${encodeURIComponent(contact.phone)}`))
  return made
}

/** A page with its class, which DCAT-AP asks for. */
export function documentLink(
  out: Statements,
  subject: Term,
  { predicate, address }: { predicate: Term; address: string },
): void {
  const found = absoluteIri(address)
  if (found === undefined) return
  const page = iri(found)
  // Said each time: a page belongs to one record, and remembering all of them would fill the memory.
  out.type(page, property('foaf:Document'))
  out.add(subject, predicate, page)
}
