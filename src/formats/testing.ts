import { readdirSync, readFileSync } from 'node:fs'
import type { Vocabulary } from './model.ts'
import { createVocabulary, type ListOfCodes } from './vocabulary.ts'

const FOLDER = new URL('../../seeds/codes/', import.meta.url)

/** Vocabulary of the lists that come with the program. */
export function seedVocabulary(publicUrl = 'http://nguon.test'): Vocabulary {
  const read = (name: string) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as ListOfCodes
  return createVocabulary(
    readdirSync(FOLDER)
      .filter((name) => name.endsWith('.json'))
      .map(read),
    publicUrl,
  )
}
