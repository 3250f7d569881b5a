import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import type { Log } from '../log.ts'

/** What enqueuing needs to know of a task; `name` and `version` together say which code understands a payload. */
export interface TaskKind<Schema extends TSchema = TSchema> {
  /** `module.verb-noun`, e.g. `datasets.load-table`. */
  readonly name: string
  readonly version: number
  readonly schema: Schema
  /** Attempts in all; the waits between them grow from a second to six hours. */
  readonly retry: { readonly attempts: number }
  /** Jobs of one queue run one after the other. Use few, fixed names. */
  readonly queue?: string
  /** Workers of its own, so that jobs that wait for others never hold up the rest; absent for the common ones. */
  readonly workers?: number
}

export interface JobContext {
  readonly log: Log
  /** Aborts a few seconds after the worker was asked to stop. */
  readonly signal: AbortSignal
  /** 1 at the first try. */
  readonly attempt: number
}

/** Background work. It may run twice for one job (a machine that died half-way), so it must be idempotent. */
export interface Task<Schema extends TSchema = TSchema> extends TaskKind<Schema> {
  run(payload: Static<Schema>, context: JobContext): Promise<void>
}

/** A task with its payload type checked away, as lists of tasks of many modules need it. */
export interface AnyTask extends TaskKind {
  runUnknown(payload: unknown, context: JobContext): Promise<void>
}

/** Binds the work to its kind: `defineTask(loadTable, async ({ tableId }, { signal }) => …)`. */
export function defineTask<Schema extends TSchema>(kind: TaskKind<Schema>, run: Task<Schema>['run']): AnyTask {
  return {
    ...kind,
    runUnknown: (payload, context) => {
      requirePayload(kind, payload)
      return run(payload, context)
    },
  }
}

/** The name in the queue. A payload that changes shape gets a new version, and jobs of the old one wait for their code. */
export function identifierOf(kind: TaskKind): string {
  return `${kind.name}:${kind.version}`
}

/** Throws when a payload is not what the task's schema says: a bug of the caller, not of a user. */
export function requirePayload<Schema extends TSchema>(
  kind: TaskKind<Schema>,
  payload: unknown,
): asserts payload is Static<Schema> {
  if (Value.Check(kind.schema, payload)) return
  const [first] = Value.Errors(kind.schema, payload)
  throw new Error(
    `payload of ${identifierOf(kind)} is wrong at "${first?.instancePath ?? ''}": ${first?.message ?? ''}`,
  )
}
