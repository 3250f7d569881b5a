import { escapeXml } from '../../../platform/text.ts'

export interface AtomEntry {
  readonly id: string
  readonly title: string
  readonly updated: Date
  readonly href: string
  readonly author?: string | undefined
  readonly summary?: string | undefined
}

export interface AtomFeed {
  /** Permanent address of the feed. */
  readonly id: string
  readonly title: string
  /** Address of the page that the feed follows. */
  readonly href: string
  readonly author: string
  readonly entries: readonly AtomEntry[]
  /** When there is no entry to say it. */
  readonly updated: Date
}

export const ATOM_TYPE = 'application/atom+xml; charset=utf-8'

/** An Atom feed (RFC 4287). */
export function atomText(feed: AtomFeed): string {
  const times = feed.entries.map((entry) => entry.updated.getTime())
  const updated = times.length > 0 ? new Date(Math.max(...times)) : feed.updated
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    element('id', feed.id),
    element('title', feed.title),
    element('updated', updated.toISOString()),
    `<link rel="self" type="application/atom+xml" href="${escapeXml(feed.id)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(feed.href)}"/>`,
    `<author>${element('name', feed.author)}</author>`,
    ...feed.entries.map(entryText),
    '</feed>',
    '',
  ].join('\n')
}

function entryText(entry: AtomEntry): string {
  return [
    '<entry>',
    element('id', entry.id),
    element('title', entry.title),
    element('updated', entry.updated.toISOString()),
    `<link rel="alternate" type="text/html" href="${escapeXml(entry.href)}"/>`,
    ...(entry.author ? [`<author>${element('name', entry.author)}</author>`] : []),
    ...(entry.summary ? [element('summary', entry.summary)] : []),
    '</entry>',
  ].join('\n')
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`
}
