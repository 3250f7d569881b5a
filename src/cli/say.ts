import { isAppError } from '../platform/errors.ts'

export const EXIT_DONE = 0
export const EXIT_FINDINGS = 1
export const EXIT_USAGE = 64
export const EXIT_UNREACHABLE = 69

/** Runs a command and turns what an operator can act on into a sentence and an exit code; a bug keeps its stack. */
export async function reportFailure(work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (isAppError(error)) {
      process.stderr.write(`✗ ${error.said.vi}\n  ${error.said.en}\n`)
      return error.kind === 'unavailable' ? EXIT_UNREACHABLE : EXIT_FINDINGS
    }
    if (error instanceof Error && error.name === 'ConfigError') {
      process.stderr.write(`✗ ${error.message}\n`)
      return EXIT_USAGE
    }
    throw error
  }
}

export function usage(text: string): number {
  process.stderr.write(text)
  return EXIT_USAGE
}

/** A whole number with dots between thousands, as Vietnamese readers write it. */
export function count(value: number): string {
  return value.toLocaleString('vi-VN')
}

/** 1.234.567 bytes → "1,2 MB". */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3))
  return `${(value / 1000 ** power).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} ${units[power] ?? ''}`
}
