/** Runs dependency-cruiser over the project and does not believe a green answer that has read nothing. */
import { readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  cruise,
  type ICruiseOptions,
  type ICruiseResult,
  type IFlattenedRuleSet,
  type IViolation,
} from 'dependency-cruiser'

interface Config {
  readonly forbidden: NonNullable<IFlattenedRuleSet['forbidden']>
  readonly options: ICruiseOptions
}

// The file is plain JavaScript, as the tool itself wants it.
const CONFIG = new URL('../../.dependency-cruiser.mjs', import.meta.url).href
const ROOMS = ['src', 'bench', 'tools', 'test']

export interface ImportReport {
  readonly violations: readonly IViolation[]
  /** TypeScript files on disk that the cruise has not read. */
  readonly unread: readonly string[]
  /** How many imports were followed from files of one ending. */
  readonly followed: Readonly<Record<'.ts' | '.tsx', number>>
}

/** Reads every import of a project folder and holds it against the rules. */
export async function checkImports(root: string): Promise<ImportReport> {
  const rooms = readdirSync(root).filter((name) => ROOMS.includes(name))
  const { forbidden, options } = ((await import(CONFIG)) as { default: Config }).default
  const { output } = await cruise(rooms, { ...options, baseDir: root, validate: true, ruleSet: { forbidden } })
  const { modules, summary } = output as ICruiseResult
  const read = new Set(modules.map(({ source }) => source))
  const files = rooms.flatMap((room) => typeScriptIn(join(root, room))).map((path) => relative(root, path))
  const followed = { '.ts': 0, '.tsx': 0 }
  for (const { source, dependencies } of modules) {
    if (source.endsWith('.tsx')) followed['.tsx'] += dependencies.length
    else if (source.endsWith('.ts')) followed['.ts'] += dependencies.length
  }
  return { violations: summary.violations, unread: files.filter((file) => !read.has(file)), followed }
}

function typeScriptIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function tell({ violations, unread, followed }: ImportReport): number {
  for (const { rule, from, to, cycle } of violations) {
    const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to
    console.log(`${rule.name}: ${from} → ${way}`)
  }
  for (const file of unread) console.log(`not read: ${file}`)
  for (const [ending, count] of Object.entries(followed)) {
    if (count === 0) console.log(`no import of any ${ending} file was seen: the parser does not read them`)
  }
  return violations.length + unread.length + Object.values(followed).filter((count) => count === 0).length
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
  process.exitCode = tell(await checkImports(root)) > 0 ? 1 : 0
}
