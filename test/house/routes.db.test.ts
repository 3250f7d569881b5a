import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createHttp, type DeclaredRoute, routesOf } from '../../src/platform/http/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { openTestApp, type TestApp } from '../../src/testing/test-app.ts'

let app: TestApp
let routes: readonly DeclaredRoute[]
beforeAll(async () => {
  app = await openTestApp()
  routes = routesOf(app.http).filter(({ method }) => method !== 'HEAD')
})
afterAll(() => app.close())

const nameOf = ({ method, url }: DeclaredRoute) => `${method} ${url}`

describe('what routes declare', () => {
  test('a name of their own each', () => {
    const byName = Map.groupBy(routes, ({ operationId }) => operationId)
    const shared = [...byName]
      .filter(([, group]) => group.length > 1)
      .map(([name, group]) => `${name}: ${group.map(nameOf).join(', ')}`)
    expect(shared).toEqual([])
  })

  test('an operation that says module and verb', () => {
    expect(routes.filter(({ operation }) => !/^[a-z]+\.[a-z][A-Za-z-]*$/.test(operation)).map(nameOf)).toEqual([])
  })

  test('the shape of the answer, where a program reads it', () => {
    const silent = routes.filter(
      ({ url, answers, operationId }) =>
        url.startsWith('/api/') && !answers.some((code) => code.startsWith('2')) && !GIVES_FILES.has(operationId),
    )
    expect(silent.map(nameOf)).toEqual([])
  })

  test('a server does not take a route that does not', async () => {
    const http = await createHttp({
      trustProxy: false,
      secure: false,
      log: createLog('silent'),
      formKey: Buffer.alloc(32),
      renderError: () => '',
      withoutForm: () => false,
    })
    const config = { permission: 'public', operation: 'house.test' }
    const schema = { operationId: 'test', summary: 'Thử' }
    expect(() => http.get('/a', { schema }, () => '')).toThrow('lacks permission')
    expect(() => http.get('/b', { schema: { operationId: 'test' }, config }, () => '')).toThrow('lacks permission')
    expect(() => http.get('/c', { schema: { summary: 'Thử' }, config }, () => '')).toThrow('lacks permission')
    expect(() => http.get('/d', { schema, config }, () => '')).not.toThrow()
    await http.close()
  })
})

/** These answer with a file or a document of another standard. */
const GIVES_FILES = new Set(['downloadCopy', 'downloadTable', 'downloadFile', 'exportAuditRecords', 'openApi'])

interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[]
  readonly responses?: Readonly<Record<string, { readonly description?: string }>>
}

interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

describe('the OpenAPI document', () => {
  let text = ''
  let document: OpenApi
  beforeAll(async () => {
    text = (await app.http.inject('/api/v1/openapi.json')).body
    document = JSON.parse(text) as OpenApi
  })
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )

  test('is of version 3.1 and describes the API', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(operations().length).toBeGreaterThan(20)
  })

  test('names and describes every operation and its answers', () => {
    const poor = operations().filter(
      ({ operation }) =>
        !operation.operationId ||
        !operation.summary ||
        Object.keys(operation.responses ?? {}).length === 0 ||
        Object.values(operation.responses ?? {}).some(({ description }) => !description),
    )
    expect(poor.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test('declares exactly the parameters of each path', () => {
    const wrong = operations().filter(({ path, operation }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort((a, b) => a.localeCompare(b))
      const declared = (operation.parameters ?? [])
        .filter((one) => one.in === 'path')
        .map(({ name }) => name)
        .sort((a, b) => a.localeCompare(b))
      return (
        inPath.join() !== declared.join() ||
        (operation.parameters ?? []).some((one) => one.in === 'path' && one.required !== true)
      )
    })
    expect(wrong.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  })

  test('has no reference that leads nowhere', () => {
    const targets = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '')
    const lost = targets.filter((path) => {
      const found = path
        .split('/')
        .reduce<unknown>(
          (at, key) => (at as Record<string, unknown> | undefined)?.[key.replaceAll('~1', '/')],
          document,
        )
      return found === undefined
    })
    expect(lost).toEqual([])
  })

  test('names every route of the API that is not hidden from programs', () => {
    const described = new Set(operations().map(({ operation }) => operation.operationId))
    const missing = routes.filter(
      ({ url, operationId }) => url.startsWith('/api/v1/') && operationId !== 'openApi' && !described.has(operationId),
    )
    expect(missing.map(nameOf)).toEqual([])
  })
})

// What an answer says of the program's inside: a line of a stack, a source file, a query, an error of a library.
const INSIDE =
  /\n\s+at .+:\d+|node_modules|\/src\/|\/dist\/|\.[tj]sx?:\d+|\b(select|insert into|update) .+ from\b|PostgresError|TypeError|ReferenceError|ECONN/i

describe('nonsense', () => {
  const STRANGE = ['%00', '..%2F..%2Fetc%2Fpasswd', 'x'.repeat(250), "'%20or%201=1--", '%F0%9F%98%80', '-1', 'null']

  test('in addresses is answered without a word about the inside', async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      for (const value of STRANGE) {
        const path = route.url.replace(/:\w+/g, value)
        const query = `limit=${value}&q=${value}&filter=${value}&sort=${value}&after=${value}&page=${value}&ids=${value}&column=${value}`
        for (const accept of ['text/html', 'application/json']) {
          const url = `${path}?${query}`
          const { statusCode, body } = await app.http.inject({ url, headers: { accept, ...app.as('operator') } })
          const said = body.replaceAll(value, '')
          if (statusCode >= 500 || (statusCode >= 400 && INSIDE.test(said)))
            wrong.push(`GET ${url.slice(0, 160)}: ${statusCode} ${said.slice(0, 200)}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(app.problems, app.problems.join('')).toEqual([])
  }, 180_000)

  test('in bodies is answered without a word about the inside', async () => {
    const wrong: string[] = []
    const bodies = [
      '{',
      '[]',
      'null',
      '"text"',
      `{"a":${'['.repeat(500)}${']'.repeat(500)}}`,
      '{"__proto__":{"x":1}}',
      '{"title":7,"id":{}}',
    ]
    for (const route of routes.filter(({ method }) => !['GET', 'OPTIONS'].includes(method))) {
      for (const payload of bodies) {
        const url = route.url.replace(/:\w+/g, 'x')
        const headers = { 'content-type': 'application/json', ...app.as('operator') }
        const { statusCode, body } = await app.http.inject({ method: route.method as 'POST', url, payload, headers })
        if (statusCode >= 500 || INSIDE.test(body))
          wrong.push(`${nameOf(route)} ${payload.slice(0, 40)}: ${statusCode} ${body.slice(0, 200)}`)
      }
    }
    expect(wrong).toEqual([])
    expect(app.problems, app.problems.join('')).toEqual([])
  }, 180_000)
})
