/**
 * The built program, with a step at which it dies. Arguments: the step (or "-") and how many times it passes first;
 * everything else comes from the environment, as for the program itself.
 */
import { fileURLToPath } from 'node:url'
import type * as RunProgram from '../../src/run-program.ts'

const [stepToDieAt = '-', passes = '0'] = process.argv.slice(2)
let left = Number(passes)

function step(name: string): void {
  if (name === stepToDieAt && left-- <= 0) process.kill(process.pid, 'SIGKILL')
}

// The build, not the sources: what is killed here is what people run.
const entry = fileURLToPath(new URL('../../dist/run-program.js', import.meta.url))
const { runProgram } = (await import(entry)) as typeof RunProgram
process.env['UV_THREADPOOL_SIZE'] ??= '16'
await runProgram(process.env, { step })
