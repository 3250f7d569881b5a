import { escapeXml } from '../../../platform/text.ts'
import { readFirstStamp } from '../../catalog/index.ts'
import { writeOaiDate } from './dates.ts'
import type { OaiDeps } from './deps.ts'
import { hostOf, oaiIdentifier } from './identifiers.ts'

const EXAMPLE = '00000000-0000-7000-8000-000000000000'

/** What the repository says of itself. */
export async function identify(deps: OaiDeps): Promise<string> {
  const { catalog, clock, entries, identity, publicUrl } = deps
  const [{ title, publisher }, first] = await Promise.all([entries.catalog(), readFirstStamp(catalog.db)])
  const agency = await identity.agencies.byCode(publisher.id)
  const host = hostOf(publicUrl)
  // Whoever runs a host that takes mail answers at this address (RFC 5321 §4.5.1).
  const email = agency?.contactEmail ?? `postmaster@${host}`
  return [
    '<Identify>',
    `<repositoryName>${escapeXml(title['vi'] ?? host)}</repositoryName>`,
    `<baseURL>${escapeXml(`${publicUrl}/oai`)}</baseURL>`,
    '<protocolVersion>2.0</protocolVersion>',
    `<adminEmail>${escapeXml(email)}</adminEmail>`,
    `<earliestDatestamp>${writeOaiDate(first ?? clock.now().toISOString())}</earliestDatestamp>`,
    '<deletedRecord>persistent</deletedRecord>',
    '<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>',
    ...identifierScheme(host, publicUrl),
    '</Identify>',
  ].join('\n')
}

// The schema of this description takes names of the Internet only, not localhost or an address of four numbers.
function identifierScheme(host: string, publicUrl: string): readonly string[] {
  if (!/^[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+$/.test(host)) return []
  return [
    '<description><oai-identifier xmlns="http://www.openarchives.org/OAI/2.0/oai-identifier" ' +
      'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai-identifier ' +
      'http://www.openarchives.org/OAI/2.0/oai-identifier.xsd">',
    `<scheme>oai</scheme><repositoryIdentifier>${host}</repositoryIdentifier><delimiter>:</delimiter>`,
    `<sampleIdentifier>${escapeXml(oaiIdentifier(publicUrl, EXAMPLE))}</sampleIdentifier>`,
    '</oai-identifier></description>',
  ]
}

/** Forms a record is given in. */
export const METADATA_FORMATS = [
  ['oai_dc', 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd', 'http://www.openarchives.org/OAI/2.0/oai_dc/'],
  ['dcat_ap', 'http://www.openarchives.org/OAI/2.0/rdf.xsd', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
]
  .map(
    ([prefix, schema, space]) =>
      `<metadataFormat><metadataPrefix>${prefix}</metadataPrefix><schema>${schema}</schema>` +
      `<metadataNamespace>${space}</metadataNamespace></metadataFormat>`,
  )
  .join('\n')
