import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Type } from 'typebox'
import { AppError, isAppError, type Said } from '../../../platform/errors.ts'
import type { JobContext, TaskKind } from '../../../platform/jobs/index.ts'
import { describeProblem, type Problem } from '../../../tabular/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { readInProcess } from '../reading/reader-process.ts'
import type { ReadAnswer, Understanding } from '../reading/understanding.ts'
import type { Source } from '../rows-of-store.ts'
import { findSource } from '../store.ts'
import { guardLoaded } from './guard-loaded.ts'
import { type LoadedTable, loadTables } from './load-tables.ts'
import { recipeFor } from './previous-recipe.ts'
import { stageVersions } from './stage-versions.ts'

const Payload = Type.Object({ sourceId: Type.String() })

export const ReadSourceKind = {
  name: 'datasets.read-source',
  version: 1,
  schema: Payload,
  retry: { attempts: 3 },
} satisfies TaskKind<typeof Payload>

/** Reads a file, loads its tables, and stages them in the draft, all or nothing. Safe to run again. */
export async function readSource(
  deps: DatasetsDeps,
  sourceId: string,
  { signal, attempt }: Pick<JobContext, 'signal' | 'attempt'>,
): Promise<void> {
  const source = await findSource(deps.db, sourceId)
  if (!source || source.state !== 'reading') return
  // Its own: a run that is just ending would take the rows of one that reads the file again.
  const folder = join(deps.workDir, deps.ids.next())
  await mkdir(folder, { recursive: true })
  try {
    const recipe = await recipeFor(deps.db, source)
    const request = { path: deps.objects.path(source.digest), name: source.fileName, folder, recipe }
    const answer = await readInProcess(request, { log: deps.log, signal })
    refuseUnreadable(answer.understanding)
    const tables = await loadTables(deps, answer.understanding, { path: request.path, signal })
    await deps.step('tables-loaded')
    const guarded = await guardLoaded(deps, withMisfits(answer, tables), { tables, signal })
    await stageVersions(deps, source, { answer: withoutOwnTypes(guarded, source), tables })
    await deps.step('tables-staged')
  } catch (error) {
    const said = finalSaying(error, attempt)
    if (!said) throw error
    await markFailed(deps, source, said)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

// What may pass (a restart, a full disk) is tried again; the officer must not wait for ever for what does not.
function finalSaying(error: unknown, attempt: number): Said | undefined {
  if (isAppError(error) && (error.kind !== 'unavailable' || error.code === 'duck.out-of-memory')) return error.said
  if (attempt < ReadSourceKind.retry.attempts) return undefined
  return {
    vi: 'Hệ thống đã thử nhiều lần mà không đọc được tệp này. Tệp vẫn được giữ; hãy báo người vận hành.',
    en: 'The program tried several times and could not read this file. It is kept; tell the operator.',
  }
}

// These files hold nothing anybody could use, not even as a file to keep.
const UNREADABLE: ReadonlySet<string> = new Set(['empty-file', 'damaged-file', 'password-protected', 'too-large'])

function refuseUnreadable({ tables, problems }: Understanding): void {
  const fatal =
    tables.length === 0 && problems.find((problem) => problem.severity === 'error' && UNREADABLE.has(problem.code))
  if (!fatal) return
  throw new AppError('invalid', 'datasets.unreadable', {
    vi: describeProblem(fatal, 'vi'),
    en: describeProblem(fatal, 'en'),
  })
}

// Cells that DuckDB met while loading a large file; those of smaller files are among the problems already.
function withMisfits(answer: ReadAnswer, tables: readonly LoadedTable[]): ReadAnswer {
  const misfits = tables.flatMap(({ ingested, columns }) =>
    ingested.failures.flatMap((failure) => {
      const title = columns.find((column) => column.name === failure.name)?.title ?? failure.name
      return failure.examples.map(({ row, text }) => ({
        code: 'value-does-not-fit',
        severity: 'warning' as const,
        row: row + 1,
        params: { text, column: title },
      }))
    }),
  )
  const { understanding } = answer
  // The sample a large file was decided from may have shown some of them.
  const keyOf = ({ code, row, params }: Problem): string => JSON.stringify([code, row, params?.['text']])
  const known = new Set(understanding.problems.map(keyOf))
  const fresh = misfits.filter((misfit) => !known.has(keyOf(misfit)))
  return { ...answer, understanding: { ...understanding, problems: [...understanding.problems, ...fresh] } }
}

// A type the officer has just chosen differs from nothing "before".
function withoutOwnTypes(answer: ReadAnswer, { recipe }: Source): ReadAnswer {
  const chosen = new Set((recipe?.edits ?? []).flatMap((step) => (step.op === 'type' ? [step.column] : [])))
  const { understanding } = answer
  const problems = understanding.problems.filter(
    ({ code, params }) => code !== 'recipe-type-differs' || !chosen.has(String(params?.['column'])),
  )
  return { ...answer, understanding: { ...understanding, problems } }
}

async function markFailed(deps: DatasetsDeps, source: Source, said: Said): Promise<void> {
  await deps.db
    .updateTable('datasets.source')
    .set({ state: 'failed', failure: JSON.stringify(said), read_at: deps.clock.now() })
    .where('id', '=', source.id)
    .where('state', '=', 'reading')
    .execute()
}
