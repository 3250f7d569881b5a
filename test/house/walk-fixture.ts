import { type Actor, agencyIdOf, ROLES, type Role, visitorActor } from '../../src/modules/identity/index.ts'
import type { TestAgency, TestApp, TestDataset } from '../../src/testing/test-app.ts'

/** Every title begins with this word; the one beside it stands in titles of hidden datasets and must not reach the public. */
export const FINDABLE = 'zqx'
// With its diacritics it is in no slug, which an error page may repeat.
export const SECRET = 'bíẩn'
export const CONTACT = 'hoidap.kin@nguon.test'
export const NOTHING = '00000000-0000-7000-8000-000000000000'

export interface Walker {
  readonly name: string
  readonly actor: Actor
  readonly headers: Readonly<Record<string, string>>
}

/** A visitor and one person of every role, at the agency that owns the things and at one that does not. */
export async function walkersOf(app: TestApp): Promise<readonly Walker[]> {
  const people = ROLES.flatMap((role) => (['home', 'other'] as const).map((at) => ({ role, at })))
  const walkers = people.map(async ({ role, at }: { role: Role; at: TestAgency }) => ({
    name: `${role} of ${at}`,
    actor: await app.actor(role, at),
    headers: app.as(role, at),
  }))
  return [{ name: 'visitor', actor: visitorActor(undefined), headers: {} }, ...(await Promise.all(walkers))]
}

export interface Things {
  readonly agencyId: string
  readonly open: TestDataset
  readonly hidden: readonly TestDataset[]
  readonly draft: TestDataset
  readonly inReview: TestDataset
  readonly question: string
  readonly person: string
  /** In the register, which is nobody's but the stewards', inspectors' and operators'. */
  readonly system: string
}

const CSV = 'Tỉnh,Năm,Giá trị\nHà Nội,2024,11\nHuế,2024,12\n'

/** One dataset in each state at the home agency; titles say which words may be seen. */
export async function makeThings(app: TestApp): Promise<Things> {
  const make = (name: string, title: string, more: object = {}) =>
    app.publishText(`${name}.csv`, `${CSV}Cà Mau,2024,${name.length}\n`, { title, ...more })
  const open = await make('mo', `${FINDABLE} số liệu công khai`)
  const [closed, shared, draft, inReview] = await Promise.all([
    make('rieng', `${FINDABLE} ${SECRET} dùng riêng`, { record: { classification: 'private' } }),
    make('chiase', `${FINDABLE} ${SECRET} chia sẻ`, { record: { classification: 'shared' } }),
    make('nhap', `${FINDABLE} ${SECRET} bản nháp`, { stopAt: 'draft' }),
    make('choduyet', `${FINDABLE} ${SECRET} chờ duyệt`, { stopAt: 'in_review' }),
  ])
  const asked = { resourceId: open.id, kind: 'question' as const, body: 'Số liệu này của năm nào?', contact: CONTACT }
  const question = await app.modules.catalog.askQuestion(visitorActor(undefined), asked)
  const person = app.account('contributor').id
  const statement = { name: `${FINDABLE} hệ thống`, status: 'operating' as const, facts: {} }
  const system = await app.modules.datamap.systems.add(await app.actor('steward'), {
    agency: app.agencies.home,
    statement,
  })
  return {
    agencyId: agencyIdOf(app.agencies.home),
    open,
    hidden: [closed, shared, draft, inReview],
    draft,
    inReview,
    question,
    person,
    system: system.id,
  }
}

/** Every address a route can be asked at with the things of the fixture; one that knows none of them is asked with a word. */
export function addressesOf(url: string, things: Things): readonly string[] {
  const param = /:(\w+)/.exec(url)?.[1]
  if (!param) return [url]
  const values = valuesFor(url, param, things)
  return values.flatMap((value) => addressesOf(url.replace(`:${param}`, encodeURIComponent(value)), things))
}

const BY_PLACE: readonly (readonly [place: RegExp, values: (things: Things) => readonly string[]])[] = [
  [/(thay-doi|duyet|changes)\/:id/, ({ draft, inReview }) => [draft.changeId, inReview.changeId]],
  [/(tables|files)\/:id/, ({ open, hidden }) => [open, ...hidden].flatMap(({ tableIds }) => tableIds)],
  [/cau-hoi\/:id/, ({ question }) => [question]],
  [/(he-thong|systems)\/:id/, ({ system }) => [system]],
  [/(nguoi|people)\/:id/, ({ person }) => [person]],
  [/(datasets|dataset|tai-nguyen|bo-du-lieu)\/:id/, ({ open, hidden }) => [open, ...hidden].map(({ id }) => id)],
  [/(datasets|bo-du-lieu)\/:slug/, ({ open, hidden }) => [open, ...hidden].map(({ slug }) => slug)],
  [/(co-quan|agencies)\/:code/, () => ['G12']],
  [/chu-de\/:code/, () => ['hanh-chinh-cong']],
  [/code-lists\/:id/, () => ['theme']],
]

function valuesFor(url: string, param: string, things: Things): readonly string[] {
  const here = url.slice(0, url.indexOf(`:${param}`) + param.length + 1)
  const place = BY_PLACE.find(([pattern]) => pattern.test(here))
  return place?.[1](things) ?? [NOTHING]
}
