import type { DecodedFile } from './decoded-file.ts'
import { sheetOfText } from './sheet-of-text.ts'

/** Reads delimited text of any encoding and dialect into one sheet of physical records. */
export function readDelimitedText(bytes: Uint8Array): DecodedFile {
  const text = decode(bytes)
  const delimiter = [',', ';', '\t', '|'].reduce((best, d) => (count(text, d) > count(text, best) ? d : best), ',')
  return {
    format: 'csv',
    encoding: 'utf-8',
    legacyFont: undefined,
    repairs: [],
    dialect: { delimiter, quote: '"', escape: '"', newline: '\n' },
    sheets: [sheetOfText(parse(text, delimiter))],
    problems: [],
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

const count = (text: string, delimiter: string): number => text.slice(0, 20000).split(delimiter).length

function parse(text: string, delimiter: string): string[][] {
  const rows: string[][] = [[]]
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^\\r\\n${delimiter}]*))(${delimiter === '|' ? '\\|' : delimiter}|\\r\\n|\\n|\\r|$)`,
    'gy',
  )
  for (let m = field.exec(text); m; m = field.exec(text)) {
    rows.at(-1)?.push(m[1]?.replaceAll('""', '"') ?? m[2] ?? '')
    if (field.lastIndex >= text.length) break
    if (m[3] !== delimiter) rows.push([])
  }
  return rows
}
