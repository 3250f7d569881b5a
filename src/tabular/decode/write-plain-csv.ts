/** Writes records as plain CSV: comma, quotes only where needed and doubled inside, one `\n` after every record. */
export function writePlainCsv(records: Iterable<readonly string[]>): string {
  let out = ''
  for (const record of records) out += `${record.map(plainField).join(',')}\n`
  return out
}

function plainField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
