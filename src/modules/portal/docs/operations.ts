/** What of an OpenAPI document the pages need. */
export interface ApiDocument {
  readonly tags?: readonly { readonly name: string; readonly description?: string }[]
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>
}

export interface ApiParameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description: string | undefined
  readonly fallback: string | undefined
}

export interface ApiOperation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly parameters: readonly ApiParameter[]
  /** Names of the fields of the body; the ones that must be there first. */
  readonly body: readonly { readonly name: string; readonly required: boolean }[]
}

export interface ApiGroup {
  readonly tag: string
  readonly operations: readonly ApiOperation[]
}

interface RawOperation {
  readonly operationId?: string
  readonly summary?: string
  readonly tags?: readonly string[]
  readonly parameters?: readonly RawParameter[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: RawSchema }>> }
}

interface RawParameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: RawSchema
}

interface RawSchema {
  readonly default?: unknown
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, unknown>>
}

/** Operations by tag in the order of the document's tags; tags it does not describe come last. */
export function groupOperations(document: ApiDocument): readonly ApiGroup[] {
  const groups = new Map<string, ApiOperation[]>((document.tags ?? []).map(({ name }) => [name, []]))
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, raw] of Object.entries(methods ?? {})) {
      const operation = raw as RawOperation
      const tag = operation.tags?.[0] ?? ''
      const list = groups.get(tag) ?? []
      list.push(operationOf(operation, { method, path }))
      groups.set(tag, list)
    }
  }
  return [...groups].filter(([, list]) => list.length > 0).map(([tag, operations]) => ({ tag, operations }))
}

function operationOf(raw: RawOperation, { method, path }: { method: string; path: string }): ApiOperation {
  const parameters = (raw.parameters ?? []).map(parameterOf)
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    summary: raw.summary ?? '',
    parameters: [...parameters.filter(isInPath), ...parameters.filter((parameter) => !isInPath(parameter))],
    body: bodyOf(raw),
  }
}

function isInPath(parameter: ApiParameter): boolean {
  return parameter.in === 'path'
}

function parameterOf(raw: RawParameter): ApiParameter {
  const fallback = raw.schema?.default
  const written = typeof fallback === 'string' ? fallback : JSON.stringify(fallback)
  return {
    name: raw.name,
    in: raw.in,
    // A query parameter with a default need not be sent, whatever the schema calls it.
    required: raw.required === true && fallback === undefined,
    description: raw.description,
    fallback: written === '' ? undefined : written,
  }
}

function bodyOf(raw: RawOperation): ApiOperation['body'] {
  const schema = raw.requestBody?.content?.['application/json']?.schema
  const required = new Set(schema?.required ?? [])
  const fields = Object.keys(schema?.properties ?? {}).map((name) => ({ name, required: required.has(name) }))
  return fields.toSorted((one, other) => Number(other.required) - Number(one.required))
}

export interface ExampleValues {
  readonly origin: string
  /** A table and a dataset that are there. */
  readonly table: string | undefined
  readonly slug: string | undefined
}

const PUBLIC_TAGS: ReadonlySet<string> = new Set(['datasets', 'tables', 'agencies', 'code-lists'])
const QUERY: Readonly<Record<string, string>> = {
  findDatasets: '?q=dân+số',
  searchFeed: '?q=dân+số',
  readRows: '?limit=3',
  aggregateRows: '?measure=count',
  distinctValues: '?column=TÊN_CỘT',
  downloadTable: '?format=xlsx',
}

/** One line of curl for an operation; with names in capitals where the caller's own values belong. */
export function exampleOf(operation: ApiOperation, tag: string, values: ExampleValues): string {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => valueFor(name, operation, values))
  const free = operation.method === 'GET' && PUBLIC_TAGS.has(tag)
  const method = operation.method === 'GET' ? [] : ['-X', operation.method]
  const key = free ? [] : ['-H "Authorization: Bearer $NGUON_KEY"']
  const needed = operation.body.filter((field) => field.required).map((field) => `"${field.name}": …`)
  const body = operation.body.length > 0 ? [`-H "Content-Type: application/json" -d '{${needed.join(', ')}}'`] : []
  const address = `"${values.origin}${path}${QUERY[operation.id] ?? ''}"`
  return ['curl', ...method, ...key, ...body, address].join(' ')
}

function valueFor(name: string, operation: ApiOperation, values: ExampleValues): string {
  if (operation.path.startsWith('/api/v1/tables/') && name === 'id') return values.table ?? 'MÃ_BẢNG'
  if (name === 'slug') return values.slug ?? 'TÊN_BỘ'
  if (operation.path.startsWith('/api/v1/code-lists/')) return 'province-34'
  if (operation.path.startsWith('/api/v1/agencies/')) return 'G12'
  return name.toUpperCase()
}
