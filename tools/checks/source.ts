/** Rules about the text of our own sources that no other tool can express. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Rule {
  readonly name: string
  readonly says: string
  /** Path of a file as seen from the project folder. */
  readonly appliesTo: (path: string) => boolean
  readonly holds: (text: string, path: string) => boolean
}

export interface Breach {
  readonly rule: string
  readonly path: string
}

const TEST = /\.test\.tsx?$|\/testing\.tsx?$|^src\/testing\//
const EDGE =
  /^src\/[^/]+$|^src\/modules\/(portal|desk)\/|^src\/modules\/.*(\.tsx|\/pages\/[^/]+|\/(api|tus|module|routes|model|schema|[a-z-]+-(api|routes|view|pages?))\.ts)$/
const QUERY = /\.(insertInto|selectFrom|updateTable|deleteFrom)\(|\bsql(<[^`]*>)?`|\b(pool|client)\.query\(/
const HARD_LIMIT_LINES = 400

export const RULES: readonly Rule[] = [
  {
    name: 'sql-behind-the-edge',
    says: 'SQL stands in stores, reads and the use case that owns the transaction; not in routes, pages, models, nor around the modules',
    appliesTo: (path) => EDGE.test(path) && !TEST.test(path),
    holds: (text) => !QUERY.test(text),
  },
  {
    name: 'value-free-model',
    says: 'model.ts takes only types from what is not itself pure',
    appliesTo: (path) => /^src\/modules\/.*\/model\.ts$/.test(path),
    holds: (text) =>
      [...text.matchAll(/^import (?!type )[^'"]*['"]([^'"]+)['"]/gm)].every(([, from]) =>
        /^(node:crypto|typebox)$|\/(text|errors|clock|days|actor|ids|model|record)\.ts$|\/index\.ts$/.test(from ?? ''),
      ),
  },
  {
    name: 'environment-in-config',
    says: 'process.env is read by config.ts; a start script may set a variable, a printed example may show it',
    appliesTo: (path) => path.startsWith('src/') && path !== 'src/config.ts' && !TEST.test(path),
    holds: (text) => !/(?<!\\\$\{)process\.env(?!\)|\['UV_THREADPOOL_SIZE'\])/.test(text),
  },
  {
    name: 'folder-says-what',
    says: 'no folder named utils, helpers, common, types or services',
    appliesTo: () => true,
    holds: (_text, path) => !/(^|\/)(utils?|helpers?|common|types|services)\//.test(path),
  },
  {
    name: 'small-file',
    says: `no file is longer than ${HARD_LIMIT_LINES} lines`,
    appliesTo: () => true,
    holds: (text) => text.split('\n').length <= HARD_LIMIT_LINES + 1,
  },
  {
    name: 'kebab-case',
    says: 'files and folders are named in kebab-case',
    appliesTo: () => true,
    holds: (_text, path) => /^[a-z0-9./-]+$/.test(path),
  },
  {
    name: 'rule-stands',
    says: 'no check is switched off but the next line of oxlint, with the reason behind " -- "',
    appliesTo: (path) => !path.startsWith('tools/checks/') && !path.startsWith('test/house/'),
    holds: (text) =>
      !/eslint-disable|@ts-(ignore|nocheck|expect-error)|biome-ignore|@knipignore|oxlint-disable(?!-next-line [a-z0-9/-]+ -- \S+ \S+)/.test(
        text,
      ),
  },
]

/** Holds one file against every rule that is about it. */
export function checkSource(path: string, text: string): readonly Breach[] {
  return RULES.filter((rule) => rule.appliesTo(path) && !rule.holds(text, path)).map((rule) => ({
    rule: rule.name,
    path,
  }))
}

function sourcesIn(root: string): string[] {
  return ['src', 'test', 'tools', 'bench']
    .flatMap((room) => readdirSync(join(root, room), { withFileTypes: true, recursive: true }))
    .filter((entry) => entry.isFile() && /\.(tsx?|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
  const breaches = sourcesIn(root).flatMap((path) => checkSource(path, readFileSync(join(root, path), 'utf8')))
  for (const { rule, path } of breaches)
    console.log(`${path}: ${RULES.find(({ name }) => name === rule)?.says} (${rule})`)
  process.exitCode = breaches.length > 0 ? 1 : 0
}
