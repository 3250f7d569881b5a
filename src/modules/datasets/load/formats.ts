/** What the reader calls a format → code of the format list. */
const CODES: Readonly<Record<string, string>> = {
  csv: 'CSV',
  xlsx: 'XLSX',
  xls: 'XLS',
  xlsb: 'XLSB',
  ods: 'ODS',
  html: 'HTML',
  docx: 'DOCX',
  json: 'JSON',
  ndjson: 'NDJSON',
  geojson: 'GEOJSON',
  'sdmx-ml': 'XML',
  parquet: 'PARQUET',
  pdf: 'PDF',
  zip: 'ZIP',
  xml: 'XML',
}

/** Format code of a file: what its bytes are, else what its ending says. */
export function formatCode(format: string, fileName: string): string {
  const known = CODES[format]
  if (known) return known
  const ending = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]
  return ending ? ending.toUpperCase() : 'BIN'
}
