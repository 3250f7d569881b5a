import { RDF_FORMATS, type RdfFormat } from '../../../formats/rdf/serialise.ts'

/** `catalog` and `ttl` → `catalogTtl`, the operation's id. */
export function operationOf(name: string, format: RdfFormat): string {
  return `${name}${format.charAt(0).toUpperCase()}${format.slice(1)}`
}

/** What the list of operations says of the one form it shows: the others have other endings. */
export function inForm(format: RdfFormat): string {
  if (format !== 'ttl') return `(.${format})`
  const others = RDF_FORMATS.filter((other) => other !== 'ttl').map((other) => `.${other}`)
  return `(Turtle; đổi đuôi thành ${others.join(', ')} để lấy dạng khác)`
}
