import { bareDuck } from './table.ts'

// The yardstick of bench/ingest.ts, in a process of its own so that its memory is its own: CSV to Parquet, nothing else.
const [from = '', to = ''] = process.argv.slice(2)
const connection = await bareDuck(256)
await connection.run(`COPY (SELECT * FROM read_csv('${from}')) TO '${to}' (FORMAT parquet, COMPRESSION zstd)`)
