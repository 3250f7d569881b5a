import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { can, isPermission, type Permission } from '../../src/modules/identity/index.ts'
import { type DeclaredRoute, routesOf } from '../../src/platform/http/index.ts'
import { openTestApp, type TestApp } from '../../src/testing/test-app.ts'
import {
  addressesOf,
  CONTACT,
  FINDABLE,
  makeThings,
  NOTHING,
  SECRET,
  type Things,
  type Walker,
  walkersOf,
} from './walk-fixture.ts'

let app: TestApp
let things: Things
let walkers: readonly Walker[]
let routes: readonly DeclaredRoute[]

// Some thousand requests, in one file so that each is asked once.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

beforeAll(async () => {
  app = await openTestApp()
  things = await makeThings(app)
  walkers = await walkersOf(app)
  routes = routesOf(app.http).filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS')
})
afterAll(() => app.close())

const PATIENCE_MS = 20_000

interface Answer {
  readonly status: number
  readonly body: string
  readonly location: string
}

async function ask(walker: Walker, method: string, url: string): Promise<Answer> {
  const accept = url.startsWith('/api/') ? 'application/json' : 'text/html'
  const body = method === 'GET' ? {} : { payload: BODY, headers: { 'content-type': 'application/json' } }
  const headers = { accept, ...walker.headers, ...('headers' in body ? body.headers : {}) }
  const answer = await Promise.race([
    app.http.inject({ method: method as 'GET', url, ...body, headers }),
    sleep(PATIENCE_MS),
  ])
  if (!answer) return { status: 599, body: 'no answer', location: '' }
  return { status: answer.statusCode, body: answer.body, location: String(answer.headers.location ?? '') }
}

/** Enough of every form and command for a request to reach the question of rights. */
const BODY = JSON.stringify({
  title: 'Tên mới',
  agency: 'G12',
  reason: 'Thử quyền',
  text: 'Thử quyền',
  body: 'Thử quyền',
  answer: 'Thử quyền',
  decision: { text: 'Thử quyền' },
  role: 'operator',
  roles: ['operator'],
  email: 'ai-do@nguon.test',
  name: 'Ai đó',
  code: 'G12.99',
  uploadId: NOTHING,
})

// 400: the address lacks something, and the route says so before it looks who asks.
const isTurnedAway = ({ status, location }: Answer): boolean =>
  status === 400 ||
  status === 401 ||
  status === 403 ||
  status === 404 ||
  (status === 303 && location.startsWith('/dang-nhap'))

const mayAnywhere = (walker: Walker, permission: Permission): boolean => can(walker.actor, permission)
const mayHere = (walker: Walker, permission: Permission): boolean =>
  can(walker.actor, permission, { agencyId: things.agencyId })

/** Addresses of a route, lists also with a search for the word that every title of the fixture begins with. */
function addresses(route: DeclaredRoute): readonly string[] {
  const own = addressesOf(route.url, things)
  return route.url.includes(':') ? own : own.flatMap((url) => [url, `${url}?q=${FINDABLE}`, `${url}?agency=G12`])
}

/** Walks all readers' routes with everybody and collects what `wrong` says about each answer. */
async function walk(
  wrong: (walker: Walker, route: DeclaredRoute, answer: Answer) => string | undefined,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const route of routes.filter(({ method }) => method === 'GET')) {
    for (const url of addresses(route)) {
      for (const walker of walkers) {
        const answer = await read(walker, url)
        const said = wrong(walker, route, answer)
        if (said) found.push(`${walker.name}, GET ${url}: ${said}`)
      }
    }
  }
  return found
}

const answers = new Map<string, Promise<Answer>>()
function read(walker: Walker, url: string): Promise<Answer> {
  const key = `${walker.name} ${url}`
  const known = answers.get(key) ?? ask(walker, 'GET', url)
  answers.set(key, known)
  return known
}

describe('everybody on every page, list, count, suggestion and export', () => {
  test('routes ask for permissions that exist', () => {
    expect(routes.length).toBeGreaterThan(80)
    const unknown = routes.filter(
      ({ permission }) => !['public', 'signed-in'].includes(permission) && !isPermission(permission),
    )
    expect(unknown.map(({ url }) => url)).toEqual([])
  })

  test('no route fails', async () => {
    expect(
      await walk((_walker, _route, { status, body }) =>
        status >= 500 ? `${status} ${body.slice(0, 200)}` : undefined,
      ),
    ).toEqual([])
    expect(app.problems, app.problems.join('')).toEqual([])
  })

  test('public routes turn nobody away as unknown', async () => {
    const wrong = await walk((_walker, { permission }, { status }) =>
      permission === 'public' && (status === 401 || status === 403) ? `${status}` : undefined,
    )
    expect(wrong).toEqual([])
  })

  test('a visitor is sent to sign in wherever that is needed', async () => {
    const wrong = await walk((walker, { permission }, answer) =>
      walker.name === 'visitor' && permission !== 'public' && !isTurnedAway(answer) ? `${answer.status}` : undefined,
    )
    expect(wrong).toEqual([])
  })

  test('who lacks the permission everywhere is turned away', async () => {
    const wrong = await walk((walker, { permission }, answer) =>
      isPermission(permission) && !mayAnywhere(walker, permission) && !isTurnedAway(answer)
        ? `${permission} → ${answer.status}`
        : undefined,
    )
    expect(wrong).toEqual([])
  })

  test('who has the permission at another agency only learns nothing of the things of this one', async () => {
    const wrong: string[] = []
    for (const { url, permission } of routes.filter((route) => route.method === 'GET' && route.url.includes(':'))) {
      // One's own account, keys and stand-ins are no agency's.
      if (!isPermission(permission) || url.startsWith('/lam-viec/tai-khoan')) continue
      for (const walker of walkers.filter((one) => mayAnywhere(one, permission) && !mayHere(one, permission))) {
        for (const address of addressesOf(url, things)) {
          const answer = await read(walker, address)
          if (isTurnedAway(answer)) continue
          const id = idIn(address)
          const unknown = await ask(walker, 'GET', address.replace(id, NOTHING))
          if (bare(answer.body, id) !== bare(unknown.body, NOTHING))
            wrong.push(`${walker.name}, GET ${address}: ${permission} → ${answer.status}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test('who has the permission here is let in', async () => {
    const wrong = await walk((walker, { permission }, { status }) =>
      isPermission(permission) && mayHere(walker, permission) && (status === 401 || status === 403)
        ? `${permission} → ${status}`
        : undefined,
    )
    expect(wrong).toEqual([])
  })
})

describe('what is not public', () => {
  test('drafts, private and shared datasets show to nobody but the agency’s own people', async () => {
    const wrong = await walk((walker, _route, { body }) => {
      const mayKnow = mayHere(walker, 'catalog.draft.read') || mayHere(walker, 'audit.record.read')
      return !mayKnow && body.includes(SECRET) ? 'names a hidden dataset' : undefined
    })
    expect(wrong).toEqual([])
  })

  test('hidden datasets are not counted: a search finds the open one alone', async () => {
    const visitor = walkers.find(({ name }) => name === 'visitor')
    const { body } = await ask(visitor ?? neverHere(), 'GET', `/api/v1/datasets?q=${FINDABLE}`)
    expect(JSON.parse(body)).toMatchObject({ total: 1 })
  })

  test('rows and files of hidden datasets are given to nobody outside', async () => {
    const outside = walkers.filter((walker) => !mayHere(walker, 'datasets.source.read'))
    for (const walker of outside) {
      for (const id of things.hidden.flatMap(({ tableIds }) => tableIds)) {
        for (const part of [
          '',
          '/rows',
          '/download?format=csv',
          '/distinct?column=nam',
          '/aggregate?group=nam',
          '/openapi.json',
        ]) {
          const { status, body } = await ask(walker, 'GET', `/api/v1/tables/${id}${part}`)
          expect([401, 403, 404], `${walker.name} ${part}: ${body.slice(0, 100)}`).toContain(status)
        }
      }
    }
  })

  test('how to reach who asked is for those who answer', async () => {
    const wrong = await walk((walker, _route, { body }) =>
      body.includes(CONTACT) && !mayHere(walker, 'catalog.feedback.answer') ? 'shows the contact' : undefined,
    )
    expect(wrong).toEqual([])
  })

  test('people of the agency are named to those who manage them, and to the inspector', async () => {
    const wrong = await walk((walker, _route, { body }) => {
      const mayKnow = mayHere(walker, 'identity.person.manage') || mayHere(walker, 'audit.record.read')
      const own = app.account('contributor').email
      return !mayKnow && walker.name !== 'contributor of home' && body.includes(own) ? 'names a person' : undefined
    })
    expect(wrong).toEqual([])
  })

  test('the agency’s own officers do see their drafts', async () => {
    const officer = walkers.find(({ name }) => name === 'data_officer of home') ?? neverHere()
    expect((await ask(officer, 'GET', '/lam-viec/bo-du-lieu')).body).toContain(SECRET)
  })
})

// Comes last: if something does let a stranger write, the things above would no longer be what they were.
describe('everybody on every command', () => {
  test('who lacks the permission here changes nothing', async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ method }) => method !== 'GET')) {
      if (route.permission === 'public') continue
      for (const url of addressesOf(route.url, things)) {
        for (const walker of walkers.filter((one) => !mayWrite(one, route))) {
          const answer = await ask(walker, route.method, url)
          const refused = isTurnedAway(answer) || [406, 409, 412, 415].includes(answer.status)
          if (!refused)
            wrong.push(`${walker.name}, ${route.method} ${url}: ${answer.status} ${answer.body.slice(0, 120)}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(app.problems).toEqual([])
    const [draft, inReview] = await Promise.all(
      [things.draft, things.inReview].map(({ changeId }) => app.modules.catalog.reader.change(changeId)),
    )
    expect([draft?.state, inReview?.state]).toEqual(['draft', 'in_review'])
    expect((await app.modules.catalog.reader.resource(things.open.id))?.state).toBe('published')
  })
})

const idIn = (address: string): string => /[0-9a-f-]{36}/.exec(address)?.[0] ?? 'no id'

/** A page without what is different at every request. */
const bare = (body: string, id: string): string =>
  body.replaceAll(id, '').replaceAll(/nonce="[^"]*"|value="[^"]*"|[\w-]{12,}|\d+/g, '')

/** Commands that name the agency in their body. */
const NAMES_AGENCY = new Set(['createDataset', 'addPerson', 'uploadSend'])

function mayWrite(walker: Walker, { permission, url, operationId }: DeclaredRoute): boolean {
  if (!isPermission(permission)) return walker.name !== 'visitor'
  // Whoever sent a change for review may also take it back.
  if (operationId === 'returnChange') return mayHere(walker, 'catalog.change.submit')
  // Without a thing in the address a command is about one's own account or about the node.
  const isAboutHome = (url.includes(':') && !url.startsWith('/lam-viec/tai-khoan')) || NAMES_AGENCY.has(operationId)
  return isAboutHome ? mayHere(walker, permission) : mayAnywhere(walker, permission)
}

function neverHere(): never {
  throw new Error('the fixture has lost a walker')
}
