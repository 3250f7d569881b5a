import type { Static, TObject } from 'typebox'
import { Value } from 'typebox/value'
import { AppError } from '../../../platform/errors.ts'
import type { Actor } from '../../identity/index.ts'
import type { McpDeps } from './deps.ts'

/** Who calls a tool. */
export interface Caller {
  readonly actor: Actor
  /** Whose turn in the sandbox this is. */
  readonly turn: string
  readonly lang: 'vi' | 'en'
  readonly signal: AbortSignal
}

/** One tool of the MCP server; it reads and changes nothing. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  /** JSON Schema of the arguments. */
  readonly input: TObject
  run(deps: McpDeps, caller: Caller, given: unknown): Promise<Readonly<Record<string, unknown>>>
}

interface Described<Input extends TObject> extends Omit<Tool, 'input' | 'run'> {
  readonly input: Input
  run(deps: McpDeps, caller: Caller, input: Static<Input>): Promise<Readonly<Record<string, unknown>>>
}

/** A tool whose arguments are checked by their schema before it runs. */
export function defineTool<Input extends TObject>({ run, ...tool }: Described<Input>): Tool {
  return {
    ...tool,
    run: (deps, caller, given) => {
      const filled: unknown = Value.Default(tool.input, Value.Clone(given ?? {}))
      if (!Value.Check(tool.input, filled)) throw wrongArguments(tool.name, tool.input, filled)
      return run(deps, caller, filled)
    },
  }
}

function wrongArguments(name: string, input: TObject, given: unknown): AppError {
  const [first] = Value.Errors(input, given)
  const where = first === undefined ? '' : `${first.instancePath || '/'} ${first.message}`
  return new AppError('invalid', 'mcp.wrong-arguments', {
    vi: `Công cụ ${name}: tham số không đúng (${where}).`,
    en: `Tool ${name}: the arguments are not right (${where}).`,
  })
}
