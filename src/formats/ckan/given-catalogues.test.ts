import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readPackage } from './index.ts'
import { SITE, vocabulary } from './testing.ts'

const DATA = fileURLToPath(new URL('../../../../shared/data/catalogues/', import.meta.url))
const hasData = existsSync(DATA)
const given = (path: string): unknown => JSON.parse(readFileSync(`${DATA}${path}`, 'utf8'))
const read = (raw: unknown) => readPackage(raw, { site: SITE, vocabulary })

describe.skipIf(!hasData)('catalogues of others', () => {
  test('EnviDat: people in JSON, every resource kept', () => {
    const answer = read(given('envidat-ckan/package_show.json'))
    expect(answer?.entry.contact).toMatchObject({ email: 'data@slf.ch', name: 'Avalanche Warning Service SLF' })
    expect(answer?.entry.publisher.id).toBe('slf-snow-avalanches-and-prevention')
    expect(answer?.entry.distributions).toHaveLength(3)
    expect(answer?.entry.extras).toHaveProperty('doi', '10.16904/envidat.412')
  })

  test('EnviDat: every dataset of a search answer', () => {
    const { result } = given('envidat-ckan/package_search.json') as { result: { results: { num_resources: number }[] } }
    const answers = result.results.map(read)
    expect(answers.every((answer) => answer !== undefined)).toBe(true)
    expect(answers.map((answer) => answer?.entry.distributions.length)).toEqual(
      result.results.map((dataset) => dataset.num_resources),
    )
  })

  test('ckanext-dcat: the full dataset in scheming form', () => {
    const answer = read(given('ckanext-dcat/ckan/ckan_full_dataset_dcat_ap.json'))
    expect(answer?.entry).toMatchObject({
      issued: '2024-05-01',
      modified: '2024-05-05',
      frequency: 'MONTHLY',
      version: '1.0b',
      publisher: { id: 'http://example.org/publisher-id', name: 'Test Publisher' },
      contact: { name: 'Contact 1', email: 'contact1@example.org' },
      areas: ['https://sws.geonames.org/6361390/'],
      temporal: { from: '1905-03-01', to: '2013-01-05' },
    })
    expect(answer?.entry.distributions[0]).toMatchObject({
      bytes: 12323,
      availability: 'experimental',
      checksum: { algorithm: 'SHA-1' },
      accessService: { endpointUrl: 'https://example.org/access_service/1' },
    })
  })

  test('ckanext-dcat: many languages, and legacy extras', () => {
    expect(Object.keys(read(given('ckanext-dcat/ckan/ckan_dataset_multilingual.json'))?.entry.title ?? {})).toEqual([
      'en',
      'ca',
      'es',
    ])
    expect(read(given('ckanext-dcat/ckan/ckan_dataset.json'))?.entry).toMatchObject({
      issued: '2012-05-10',
      publisher: { name: 'Geological Society', email: 'info@gs.org' },
    })
    expect(read(given('ckanext-dcat/ckan/full_ckan_dataset_legacy.json'))?.entry.distributions.length).toBeGreaterThan(
      0,
    )
  })

  test('Magda: datasets in an aspect', () => {
    const { records } = given('magda/ckanDatasetAspect.json') as { records: unknown[] }
    const answers = records.map(read)
    expect(answers.every((answer) => (answer?.entry.publisher.name ?? '') !== '')).toBe(true)
  })

  test('udata: its own dataset shape', () => {
    const { datasets } = given('udata/results.json') as { datasets: { resources: unknown[] }[] }
    const answers = datasets.map(read)
    expect(answers.map((answer) => answer?.entry.distributions.length)).toEqual(
      datasets.map((each) => each.resources.length),
    )
  })
})
