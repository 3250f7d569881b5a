import { expect, test } from 'vitest'
import { pageOrRdf } from './negotiate.ts'

test.each([
  [undefined, 'html'],
  ['*/*', 'html'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
  ['text/turtle', 'ttl'],
  ['text/turtle;q=0.4, application/rdf+xml;q=0.9', 'rdf'],
  ['text/html;q=0.3, application/ld+json', 'jsonld'],
  ['text/*;q=0.2, application/n-triples;q=0.5', 'nt'],
  ['text/html;q=0, text/*', 'ttl'],
  ['application/pdf', 'html'],
  [';;q=,,text/n3;q=x,text/n3', 'n3'],
] as const)('%s is answered with %s', (accept, format) => {
  expect(pageOrRdf(accept)).toBe(format)
})
