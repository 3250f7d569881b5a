import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateMath } from './date-math.ts'
import { globStart, readGlob } from './glob.ts'
import { parseQuery } from './parse.ts'
import type { Query, Term } from './query.ts'
import { readSearch } from './search-params.ts'

/** The tree as text with every bracket written out. */
function show(query: Query): string {
  switch (query.kind) {
    case 'all':
      return '*'
    case 'and':
      return `(${query.parts.map(show).join(' & ')})`
    case 'or':
      return `(${query.parts.map(show).join(' | ')})`
    case 'not':
      return `!${show(query.part)}`
    case 'term':
      return `${query.field === undefined ? '' : `${query.field}=`}${showTerm(query.term)}`
  }
}

function showTerm(term: Term): string {
  if (term.kind === 'word') return term.text
  if (term.kind === 'phrase') return `"${term.text}"`
  if (term.kind === 'glob') return `~${term.pattern}`
  if (term.kind === 'any') return '?'
  const { from, to } = term
  return `${from.inclusive ? '[' : '{'}${from.text ?? ''}..${to.text ?? ''}${to.inclusive ? ']' : '}'}`
}

const read = (text: string): string => {
  const parsed = parseQuery(text)
  return 'fault' in parsed ? `fault: ${parsed.fault}` : show(parsed.query)
}

describe('queries that clients send', () => {
  test.each([
    ['', '*'],
    ['*:*', '*'],
    ['(groups:giao-duc OR groups:y-te)', '(groups=giao-duc | groups=y-te)'],
    ['(groups:giao-duc+OR+groups:y-te)', '(groups=giao-duc | groups=y-te)'],
    ['organization:a OR organization:b', '(organization=a | organization=b)'],
    [
      '-organization:a metadata_modified:[2026-11-21T23:00:00Z TO *]',
      '(!organization=a & metadata_modified=[2026-11-21T23:00:00Z..])',
    ],
    [
      '(organization:"Sở Y tế" OR organization:"b") -harvest_source_title:"x"',
      '((organization="Sở Y tế" | organization="b") & !harvest_source_title="x")',
    ],
    ['organization:a AND tags:b AND -tags:c', '(organization=a & tags=b & !tags=c)'],
    ['num_tags:[3 TO *]', 'num_tags=[3..]'],
    ['res_format:CSV', 'res_format=CSV'],
    ['+owner_org:"0b-1"', 'owner_org="0b-1"'],
    ['+state:active +capacity:public', '(state=active & capacity=public)'],
    ['tags:(a OR "b c")', '(tags=a | tags="b c")'],
    ['NOT tags:a', '!tags=a'],
    ['!tags:a && b || c', '((!tags=a & b) | c)'],
    ['a OR b c', '(a | (b & c))'],
    ['title:dân^2 số~1 "dân số"~3', '(title=dân & số & "dân số")'],
    ['name:abc*', 'name=~abc*'],
    ['extras_x:*', 'extras_x=?'],
    ['metadata_modified:[NOW-7DAYS/DAY TO NOW}', 'metadata_modified=[NOW-7DAYS/DAY..NOW}'],
    ['res_url:https\\:\\/\\/a.vn', 'res_url=https://a.vn'],
    ['res_url:https://a.vn', 'res_url=https://a.vn'],
    ['metadata_modified:2026-01-05T00:00:00Z', 'metadata_modified=2026-01-05T00:00:00Z'],
    ['n:-5', 'n=-5'],
    ['tags:đất\\ đai', 'tags=đất đai'],
    ['a\\*b', 'a*b'],
  ])('%s', (text, wanted) => {
    expect(read(text)).toBe(wanted)
  })

  test.each(['(a', 'a)', 'tags:', '"a', 'AND', 'a AND', 'a OR', '()', 'tags:(', '[a', '+', 'x'.repeat(50_001)])(
    'refused, not guessed: %s',
    (text) => {
      if (text === 'tags:') expect(read(text)).toBe('tags:')
      else expect(read(text)).toMatch(/^fault/)
    },
  )
})

const name = fc.string({ unit: fc.constantFrom(...Array.from('abcđế019_')), minLength: 1, maxLength: 8 })
const value = fc.string({ unit: fc.constantFrom(...Array.from('abđế 0:-()"\\*[]')), minLength: 1, maxLength: 8 })
const anyTree: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({
      kind: fc.constant('term' as const),
      field: name,
      term: fc.oneof(
        fc.record({ kind: fc.constant('word' as const), text: value }),
        fc.record({ kind: fc.constant('phrase' as const), text: value }),
      ),
    }),
    fc.record({ kind: fc.constant('not' as const), part: tie('query') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('query'), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).query

/** Writes a tree as a client that escapes everything would. */
function write(query: Query): string {
  if (query.kind === 'all') return '*:*'
  if (query.kind === 'not') return `-(${write(query.part)})`
  if (query.kind === 'and') return query.parts.map((part) => `(${write(part)})`).join(' ')
  if (query.kind === 'or') return query.parts.map((part) => `(${write(part)})`).join(' OR ')
  const { term } = query
  if (term.kind === 'word') return `${query.field}:${term.text.replace(/[^\p{L}\p{N}]/gu, '\\$&')}`
  if (term.kind === 'phrase') return `${query.field}:"${term.text.replace(/["\\]/g, '\\$&')}"`
  return ''
}

describe('grammar', () => {
  test('what is written is what is read', () => {
    fc.assert(
      fc.property(anyTree, (tree) => {
        const parsed = parseQuery(write(tree))
        expect('query' in parsed && show(parsed.query)).toBe(show(tree))
      }),
    )
  })

  test('no text makes it throw or hang', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 60 }),
          fc.string({ unit: fc.constantFrom(...Array.from('ab:()"[]{}+-!*\\ ^~TONDR')), maxLength: 60 }),
        ),
        (text) => {
          const parsed = parseQuery(text)
          expect('query' in parsed || typeof parsed.fault === 'string').toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('depth is bounded', () => {
    expect(read(`${'('.repeat(5000)}a${')'.repeat(5000)}`)).toMatch(/nested too deeply/)
  })

  test('length is bounded, that of all parts of a request together', () => {
    const long = 'dân '.repeat(2_000)
    expect(read('a'.repeat(50_001))).toMatch(/longer than 50000/)
    expect(readSearch({ q: long, fq: long }).filter.kind).toBe('and')
    const tooLong = () => readSearch({ q: long, fq_list: Array.from({ length: 6 }, () => long) })
    expect(tooLong).toThrow(expect.objectContaining({ code: 'ckan.search-query' }))
  })
})

describe('patterns', () => {
  test('agree with regular expressions', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab')), maxLength: 8 })
    const pattern = fc.string({ unit: fc.constantFrom(...Array.from('ab*?')), maxLength: 6 })
    fc.assert(
      fc.property(pattern, text, (glob, words) => {
        const regex = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`)
        expect(readGlob(glob)(words)).toBe(regex.test(words))
      }),
    )
  })

  test('begin with what stands before the first wildcard', () => {
    expect(globStart('ab\\*c*d')).toBe('ab*c')
    expect(globStart('*a')).toBe('')
  })
})

describe('dates', () => {
  const now = new Date('2026-11-22T08:09:10.500Z')
  test.each([
    ['NOW', '2026-11-22T08:09:10.500Z'],
    ['NOW-7DAYS/DAY', '2026-11-15T00:00:00.000Z'],
    ['NOW/YEAR', '2026-01-01T00:00:00.000Z'],
    ['NOW+1MONTH/MONTH', '2026-12-01T00:00:00.000Z'],
    ['2026-01-05T01:02:03Z', '2026-01-05T01:02:03.000Z'],
    ['2026-01-05T01:02:03Z+2HOURS', '2026-01-05T03:02:03.000Z'],
    ['2026-01-05', '2026-01-05T00:00:00.000Z'],
    ['2026-01-05Z', '2026-01-05T00:00:00.000Z'],
  ])('%s', (text, wanted) => {
    expect(new Date(dateMath(text, now) ?? Number.NaN).toISOString()).toBe(wanted)
  })

  test.each(['hôm qua', 'NOW-7', 'NOW-DAY', '2026-13-01', ''])('%s is none', (text) => {
    expect(dateMath(text, now)).toBeUndefined()
  })
})
