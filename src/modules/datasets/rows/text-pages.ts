/** One page as CSV (RFC 4180) or as JSON lines. */
export function linesOf(
  page: { readonly columns: readonly string[]; readonly rows: readonly (readonly unknown[])[] },
  format: 'csv' | 'ndjson',
): { type: string; text: string } {
  if (format === 'ndjson') {
    const lines = page.rows.map((row) =>
      JSON.stringify(Object.fromEntries(page.columns.map((name, index) => [name, row[index] ?? null]))),
    )
    return { type: 'application/x-ndjson; charset=utf-8', text: lines.map((line) => `${line}\n`).join('') }
  }
  const lines = [page.columns, ...page.rows].map((row) => row.map(csvCell).join(','))
  return { type: 'text/csv; charset=utf-8; header=present', text: lines.map((line) => `${line}\r\n`).join('') }
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = String(value as string | number | boolean)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
