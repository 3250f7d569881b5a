import { runProgram } from './run-program.ts'

// DuckDB's pool and file reads share these threads; four would let one query hold up every file.
process.env['UV_THREADPOOL_SIZE'] ??= '16'

await runProgram(process.env)
