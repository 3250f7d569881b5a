import type { Entry, Texts, Vocabulary } from '../model.ts'
import { escapeText } from '../rdf/rdf-xml.ts'

const SPACES =
  'xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'

const LANGUAGES: Readonly<Record<string, string>> = { vi: 'vie', en: 'eng' }

/** A record in unqualified Dublin Core as OAI-PMH 2.0 asks of every repository (oai_dc.xsd): codes are written as words. */
export function toOaiDc(entry: Entry, vocabulary: Vocabulary): string {
  const words = (list: 'theme' | 'licence' | 'area' | 'format', codes: readonly string[]) =>
    codes.flatMap((code) =>
      elements(list === 'area' ? 'coverage' : NAMES[list], vocabulary.labelOf(list, code) ?? code),
    )
  const formats = entry.distributions.flatMap(({ format, mediaType }) => mediaType ?? format ?? [])
  const { temporal } = entry
  return [
    `<oai_dc:dc ${SPACES}>`,
    ...elements('title', entry.title),
    ...elements('creator', entry.publisher.name),
    ...words('theme', entry.themes),
    ...entry.keywords.flatMap((keyword) => elements('subject', keyword)),
    ...elements('description', entry.description),
    ...elements('publisher', entry.publisher.name),
    ...elements('date', (entry.modified ?? entry.issued ?? '').slice(0, 10)),
    ...elements('type', 'Dataset'),
    ...[...new Set(formats)].flatMap((format) => elements('format', format)),
    ...elements('identifier', entry.uri),
    ...elements('identifier', entry.landingPage ?? ''),
    ...elements('source', entry.source ?? ''),
    ...Object.keys(entry.title).flatMap((tag) => elements('language', LANGUAGES[tag] ?? tag)),
    ...entry.inSeries.flatMap((series) => elements('relation', series)),
    ...words('area', entry.areas),
    ...(temporal ? elements('coverage', [temporal.from ?? '', temporal.to ?? ''].join('/')) : []),
    ...(entry.licence === undefined ? [] : words('licence', [entry.licence])),
    '</oai_dc:dc>',
  ].join('\n')
}

const NAMES = { theme: 'subject', licence: 'rights', format: 'format' } as const

function elements(name: string, said: string | Texts): readonly string[] {
  const texts: readonly (readonly [string, string])[] = typeof said === 'string' ? [['', said]] : Object.entries(said)
  return texts
    .filter(([, text]) => text !== '')
    .map(([tag, text]) => `<dc:${name}${tag ? ` xml:lang="${escapeText(tag)}"` : ''}>${escapeText(text)}</dc:${name}>`)
}
