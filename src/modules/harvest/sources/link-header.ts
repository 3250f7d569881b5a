/** Address of the next page in a `Link` header (RFC 8288), resolved against the page it came with. */
export function nextLink(header: string | undefined, from: string): string | undefined {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[^,;<]+)*)/g)) {
    const isNext = /;\s*rel\s*=\s*("[^"]*\bnext\b[^"]*"|next\b)/i.test(parameters)
    if (isNext && URL.canParse(target, from)) return new URL(target, from).href
  }
  return undefined
}
