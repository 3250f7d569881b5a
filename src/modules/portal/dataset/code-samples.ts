export type SampleLanguage = 'curl' | 'python' | 'r' | 'javascript'

export const SAMPLE_LANGUAGES: readonly { readonly code: SampleLanguage; readonly name: string }[] = [
  { code: 'curl', name: 'curl' },
  { code: 'python', name: 'Python' },
  { code: 'r', name: 'R' },
  { code: 'javascript', name: 'JavaScript' },
]

/** A program that reads the first rows of a table; a test runs each as it is printed. */
export function sampleFor(language: SampleLanguage, rowsUrl: string): string {
  const url = `${rowsUrl}?limit=3`
  switch (language) {
    case 'curl':
      return `curl "${url}"`
    case 'python':
      return [
        'import json, urllib.request',
        '',
        `with urllib.request.urlopen("${url}") as reply:`,
        '    table = json.load(reply)',
        'for row in table["rows"]:',
        '    print(row)',
      ].join('\n')
    case 'r':
      return ['library(jsonlite)', `table <- fromJSON("${url}")`, 'print(table$rows)'].join('\n')
    case 'javascript':
      return [
        `const reply = await fetch("${url}")`,
        'const table = await reply.json()',
        'for (const row of table.rows) console.log(row)',
      ].join('\n')
  }
}
