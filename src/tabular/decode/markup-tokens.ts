/** A piece of HTML or XML; names are in lower case and without their namespace prefix. */
export type Token =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly closed: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

const PIECE =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[!?][^>]*>|<(\/?)(?:[\w-]+:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|[^<]+|</g

/** Cuts markup into tokens without judging it: tag soup is what old programs export. */
export function* tokensOf(markup: string): Generator<Token> {
  for (const piece of markup.matchAll(PIECE)) {
    const [whole, data, slash, name, attributes, closed] = piece
    if (data !== undefined) yield { kind: 'text', text: data }
    else if (name !== undefined) {
      if (slash === '/') yield { kind: 'close', name: name.toLowerCase() }
      else yield { kind: 'open', name: name.toLowerCase(), attributes: attributes ?? '', closed: closed === '/' }
    } else if (!whole.startsWith('<') || whole === '<') yield { kind: 'text', text: unescapeEntities(whole) }
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  copy: '©',
  reg: '®',
  deg: '°',
  plusmn: '±',
  times: '×',
  middot: '·',
  bull: '•',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  euro: '€',
  pound: '£',
  sup2: '²',
  sup3: '³',
}
const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  cedil: '\u0327',
  ring: '\u030a',
}

/** Replaces character references: numbers, the common names and Latin letters with marks (`&agrave;`). */
export function unescapeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);?/gi, (whole, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    }
    const marked = /^([a-z])(grave|acute|circ|tilde|uml|cedil|ring)$/i.exec(name)
    if (marked) return ((marked[1] ?? '') + (MARKS[(marked[2] ?? '').toLowerCase()] ?? '')).normalize('NFC')
    return ENTITIES[name.toLowerCase()] ?? whole
  })
}

/** The value of an attribute, without regard to its namespace prefix; empty if there is none. */
export function attributeOf(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes)
  return unescapeEntities(found?.[1] ?? found?.[2] ?? found?.[3] ?? '')
}
