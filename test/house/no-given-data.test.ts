import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

// A program that knows its test files by heart reads nothing. Everything here is about what src/ itself says:
// tests may name the files they read.
const SRC = fileURLToPath(new URL('../../src/', import.meta.url))
const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const hasData = existsSync(DATA)

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const isProgram = (path: string): boolean =>
  /\.(tsx?|json|css)$/.test(path) && !/\.test\.tsx?$|\/testing\.tsx?$|\/src\/testing\//.test(path)

/** A name is telling when nobody would write it by chance: `region.csv` may stand in a comment, `gdp_2018_7.csv` not. */
const isTelling = (name: string): boolean =>
  name.length > 6 && (/\d/.test(name) || name.length > 14) && /[a-z]/i.test(name) && !/^\d+\.[a-z]+$/i.test(name)

/** Some files are named after the encoding they are in, and those names are the standard's. */
function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding.length > 0
  } catch {
    return false
  }
}

function namesIn(files: readonly string[]): ReadonlySet<string> {
  const whole = files.map((path) => basename(path))
  const stems = whole
    .map((name) => basename(name, extname(name)))
    .filter((stem) => /[\d_]/.test(stem) && stem.length > 8)
  return new Set([...whole, ...stems].filter((name) => isTelling(name) && !isEncoding(name)))
}

/** Cells of text tables long enough to belong to one file: titles, notes, names of schools. */
function phrasesIn(files: readonly string[]): ReadonlySet<string> {
  const phrases = new Set<string>()
  for (const path of files.filter((file) => file.endsWith('.csv'))) {
    const lines = readFileSync(path, 'utf8').slice(0, 8_000).split(/\r?\n/).slice(0, 40)
    for (const cell of lines.flatMap((line) => line.split(/[,;\t]/))) {
      const text = cell.replace(/^["'\s]+|["'\s]+$/g, '').normalize('NFC')
      if (text.length >= 28 && text.split(/\s+/).length >= 5) phrases.add(text)
    }
  }
  return phrases
}

/** Measured values with seven digits or more; years, codes and round numbers are everybody's. */
function valuesIn(files: readonly string[]): ReadonlySet<string> {
  const values = new Set<string>()
  for (const path of files.filter((file) => file.endsWith('.csv'))) {
    for (const [value] of readFileSync(path, 'utf8')
      .slice(0, 20_000)
      .matchAll(/(?<![\w.])\d{1,9}\.\d{1,9}(?![\w.])/g)) {
      if (value.replace(/\D/g, '').length >= 7 && !/0{3}/.test(value)) values.add(value)
    }
  }
  return values
}

const digestsIn = (files: readonly string[]): ReadonlySet<string> =>
  new Set(
    files
      .filter((path) => /MANIFEST|README/i.test(basename(path)))
      .flatMap((path) => readFileSync(path, 'utf8').match(/\b[0-9a-f]{32,64}\b/g) ?? []),
  )

interface Source {
  readonly path: string
  readonly text: string
}

/** Sources that hold one of these as a whole word. */
function findWords(sources: readonly Source[], wanted: ReadonlySet<string>): readonly string[] {
  return sources.flatMap(({ path, text }) =>
    (text.match(/[\p{L}\d_%][\p{L}\d_.%-]*[\p{L}\d_%]/gu) ?? [])
      .filter((word) => wanted.has(word))
      .map((word) => `${path}: ${word}`),
  )
}

describe.skipIf(!hasData)('nothing of the given data stands in the program', () => {
  const program = filesIn(SRC)
    .filter(isProgram)
    .map((path) => ({ path: path.slice(SRC.length), text: readFileSync(path, 'utf8').normalize('NFC') }))
  const all = hasData ? filesIn(DATA) : []
  const tables = all.filter(
    (path) => path.includes('/vn-') || path.includes('/encodings/') || path.includes('/csv-torture/'),
  )

  const wordsFound = (wanted: ReadonlySet<string>) => findWords(program, wanted)

  test('no file name', () => {
    const names = namesIn(all)
    expect(names.size).toBeGreaterThan(500)
    expect(wordsFound(names)).toEqual([])
  })

  test('no digest', () => expect(wordsFound(digestsIn(all))).toEqual([]))

  test('no measured value', () => {
    const values = valuesIn(tables)
    expect(values.size).toBeGreaterThan(200)
    expect(wordsFound(values)).toEqual([])
  })

  test('no title, note or name', () => {
    const phrases = phrasesIn(tables)
    expect(phrases.size).toBeGreaterThan(200)
    const words = new Set(program.flatMap(({ text }) => text.match(/[\p{L}\d]+/gu) ?? []))
    // Only a phrase all of whose words occur somewhere can stand anywhere.
    const possible = [...phrases].filter((phrase) =>
      (phrase.match(/[\p{L}\d]+/gu) ?? []).every((word) => words.has(word)),
    )
    const found = program.flatMap(({ path, text }) =>
      possible.filter((phrase) => text.includes(phrase)).map((phrase) => `${path}: ${phrase}`),
    )
    expect(found).toEqual([])
  })

  test('a name and a value would be noticed', () => {
    const [name = ''] = namesIn(tables)
    const [value = ''] = valuesIn(tables)
    const planted = [{ path: 'planted.ts', text: `if (file === '${name}') return ${value}` }]
    expect(findWords(planted, new Set([...namesIn(tables), ...valuesIn(tables)]))).toHaveLength(2)
  })
})
