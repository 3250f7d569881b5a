import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogQuads, entryQuads, memberQuads, newDocument } from '../dcat/index.ts'
import { dcatEntry } from '../dcat/testing.ts'
import type { CatalogEntry, Entry } from '../model.ts'
import { parseRdf } from '../rdf/parse.ts'
import type { Quad } from '../rdf/terms.ts'
import { seedVocabulary } from '../testing.ts'
import { createShaclValidator } from './validate.ts'

const SHAPES = new URL('../../../../shared/data/catalogues/dcat-ap/3.0.1/shacl/', import.meta.url)
const vocabulary = seedVocabulary('https://nut.vn')

const CATALOG: CatalogEntry = {
  uri: 'https://nut.vn',
  title: { vi: 'Cổng dữ liệu', en: 'Data portal' },
  description: { vi: 'Mô tả' },
  publisher: { id: 'G09', uri: 'https://nut.vn/id/agency/1', name: 'Bộ', homepage: 'https://nut.vn/co-quan/G09' },
  homepage: 'https://nut.vn/',
  modified: '2026-01-02T03:04:05.000Z',
  languages: ['vi', 'en'],
  licence: 'cc-by-4.0',
  areas: ['VN'],
}

async function shapes(name: string): Promise<readonly Quad[]> {
  const { quads } = await parseRdf(readFileSync(new URL(name, SHAPES), 'utf8'), 'turtle', {
    baseUrl: 'http://shapes.test/',
  })
  return quads
}

function catalogueOf(entries: readonly Entry[]): readonly Quad[] {
  const document = newDocument()
  return [
    ...catalogQuads(CATALOG, vocabulary, document),
    ...memberQuads(
      CATALOG.uri,
      entries.map(({ uri }) => uri),
    ),
    ...entries.flatMap((entry) => entryQuads(entry, vocabulary, document)),
  ]
}

// A foreign series stands in its own catalogue, so a page that names it cannot give its class.
const own = dcatEntry.map((entry): Entry => ({ ...entry, inSeries: [] }))

describe.skipIf(!existsSync(SHAPES))('DCAT-AP 3.0.1 shapes (shared data)', () => {
  test('any catalogue we write has no violation of the shapes and of the ranges', async () => {
    const validators = [
      createShaclValidator(await shapes('dcat-ap-SHACL.ttl')),
      createShaclValidator(await shapes('ranges.ttl')),
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(own, { minLength: 1, maxLength: 3, selector: ({ uri }) => uri }),
        async (entries) => {
          const data = catalogueOf(entries)
          for (const validate of validators) {
            const found = await validate(data)
            expect(found.filter(({ severity }) => severity === 'violation')).toEqual([])
          }
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)

  test('the shapes do find what is missing', async () => {
    const validate = createShaclValidator(await shapes('dcat-ap-SHACL.ttl'))
    const data = catalogueOf(fc.sample(own, 1)).filter(({ predicate }) => !predicate.value.endsWith('/title'))
    const found = await validate(data)
    expect(found.some(({ path }) => path === 'http://purl.org/dc/terms/title')).toBe(true)
  })
})
