import { mkdir, open, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type DecodedFile, nothingDecoded } from '../tabular/decode/decoded-file.ts'
import { decodeFile } from '../tabular/decode/open-source-file.ts'
import type { Sheet } from '../tabular/model.ts'
import { reportOf } from './read-report.ts'

const EXIT_DONE = 0
const EXIT_NOTHING = 2
const EXIT_USAGE = 64
const USAGE = 'Cách dùng: nguon read TỆP [--sheet TÊN|SỐ] [--out THƯ_MỤC]\n'

interface Options {
  readonly file: string
  readonly sheet: string | undefined
  readonly out: string | undefined
}

/** `nguon read FILE`: decodes a file into plain tables and prints what was understood as one JSON object. */
export async function run(args: readonly string[]): Promise<number> {
  const options = parseArguments(args)
  if (!options) return refuse(USAGE)
  const decoded = await decodePath(options.file)
  if (!decoded) return refuse(`nguon read: không mở được tệp ${options.file}\n`)
  const sheets = options.sheet === undefined ? decoded.sheets : pickSheet(decoded, options.sheet)
  if (decoded.sheets.length > 0 && sheets.length === 0)
    return refuse(`nguon read: không có trang tính “${options.sheet ?? ''}”\n`)
  const report = reportOf(decoded, sheets, { name: options.file, written: options.out !== undefined })
  if (options.out !== undefined) {
    await mkdir(options.out, { recursive: true })
    for (const { path, csv } of report.files) await writeFile(join(options.out, path), csv)
  }
  process.stdout.write(`${JSON.stringify(report.json)}\n`)
  return report.tables > 0 ? EXIT_DONE : EXIT_NOTHING
}

function refuse(message: string): number {
  process.stderr.write(message)
  return EXIT_USAGE
}

function parseArguments(args: readonly string[]): Options | undefined {
  const found: { file?: string; sheet?: string; out?: string } = {}
  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? ''
    if (argument === '--sheet' || argument === '--out') {
      const value = args[++i]
      if (value === undefined) return undefined
      found[argument === '--sheet' ? 'sheet' : 'out'] = value
    } else if (argument.startsWith('--') || found.file !== undefined) return undefined
    else found.file = argument
  }
  return found.file === undefined ? undefined : { file: found.file, sheet: found.sheet, out: found.out }
}

/** More than this is not held in memory: of a text the decoder reads the head anyway, and no workbook is as large. */
const MAX_READ = 400_000_000

/** Decodes the file at a path; nothing when it cannot be opened. */
async function decodePath(path: string): Promise<DecodedFile | undefined> {
  const handle = await open(path).catch(() => undefined)
  if (!handle) return undefined
  try {
    const { size } = await handle.stat()
    const bytes = new Uint8Array(Math.min(size, MAX_READ))
    let at = 0
    while (at < bytes.length) {
      const { bytesRead } = await handle.read(bytes, at, bytes.length - at)
      if (bytesRead === 0) break
      at += bytesRead
    }
    const decoded = await decodeFile({ bytes: bytes.subarray(0, at), name: basename(path) })
    const cut = size > MAX_READ && decoded.format !== 'csv'
    return cut ? nothingDecoded(decoded.format, [{ code: 'too-large', severity: 'error' }]) : decoded
  } catch {
    // A folder or a device that cannot be read.
    return undefined
  } finally {
    await handle.close()
  }
}

function pickSheet(decoded: DecodedFile, wanted: string): readonly Sheet[] {
  const named = decoded.sheets.filter((sheet) => sheet.name === wanted)
  if (named.length > 0) return named
  const sheet = /^\d+$/.test(wanted) ? decoded.sheets[Number(wanted) - 1] : undefined
  return sheet ? [sheet] : []
}
