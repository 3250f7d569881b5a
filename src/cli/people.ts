import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import {
  createIdentityModule,
  type IdentityModule,
  type IssuedLink,
  programActor,
  ROLES,
  type Role,
} from '../modules/identity/index.ts'
import { openNode } from '../node.ts'
import { createLog } from '../platform/log.ts'
import { EXIT_DONE, EXIT_FINDINGS, reportFailure, usage } from './say.ts'

const USAGE = `Cách dùng:
  nguon people add THƯ --name "Họ tên" --agency MÃ --role VAI_TRÒ [--role …]   thêm người, in đường dẫn mời dùng một lần
  nguon people reset THƯ [--no-code]                                         in đường dẫn đặt lại mật khẩu
                                                                             --no-code: bỏ xác thực hai bước (mất điện thoại)
  nguon people list                                                          những người có vai trò, mỗi người một dòng
  VAI_TRÒ: ${ROLES.join(', ')}
`

type Order =
  | {
      readonly verb: 'add'
      readonly email: string
      readonly name: string
      readonly agency: string
      readonly roles: readonly Role[]
    }
  | { readonly verb: 'reset'; readonly email: string; readonly noCode: boolean }
  | { readonly verb: 'list' }

/** `nguon people …`: for who runs the machine; works beside a running node and without one. */
export async function run(args: readonly string[]): Promise<number> {
  const order = readOrder(args)
  if (!order) return usage(USAGE)
  return reportFailure(async () => {
    const config = readConfig(process.env)
    const node = await openNode(config, { log: createLog('error'), as: 'tool' })
    try {
      const { clock, ids, keys } = node
      const db = node.database.module<'identity'>()
      const identity = createIdentityModule({ db, clock, ids, keys, publicUrl: config.publicUrl })
      return await carryOut(identity, order, (line) => process.stdout.write(`${line}\n`))
    } finally {
      await node.close()
    }
  })
}

/** Reads the arguments; undefined when they make no sense. */
export function readOrder(args: readonly string[]): Order | undefined {
  const { positionals, values } = parse(args) ?? { positionals: [], values: {} }
  const [verb, email, ...more] = positionals
  if (more.length > 0) return undefined
  if (verb === 'list') return email === undefined ? { verb } : undefined
  if (email === undefined) return undefined
  if (verb === 'reset') return { verb, email, noCode: values['no-code'] === true }
  return verb === 'add' ? readAddition(email, values) : undefined
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        agency: { type: 'string' },
        role: { type: 'string', multiple: true },
        'no-code': { type: 'boolean' },
      },
    })
  } catch {
    return undefined
  }
}

type Values = NonNullable<ReturnType<typeof parse>>['values']

function readAddition(email: string, { name, agency, role: asked = [] }: Values): Order | undefined {
  const roles = ROLES.filter((role) => asked.includes(role))
  const known = asked.length > 0 && asked.every((role) => ROLES.some((one) => one === role))
  return name === undefined || agency === undefined || !known ? undefined : { verb: 'add', email, name, agency, roles }
}

/** Does what was asked and says it line by line. */
export async function carryOut(identity: IdentityModule, order: Order, say: (line: string) => void): Promise<number> {
  const actor = programActor(`nguon people (${userInfo().username})`)
  if (order.verb === 'list') return list(identity, say)
  if (order.verb === 'add') {
    const { person, invitation } = await identity.addPerson(actor, order)
    say(`Đã thêm ${person.name} <${person.email}>, ${order.agency}: ${order.roles.join(', ')}.`)
    if (invitation) sayLink(invitation, say)
    else say('Người này đã có mật khẩu, không cần lời mời.')
    return EXIT_DONE
  }
  const person = await identity.findPerson(order.email)
  if (!person) {
    process.stderr.write(`✗ Không có người dùng nào mang địa chỉ ${order.email}. (No such person.)\n`)
    return EXIT_FINDINGS
  }
  if (order.noCode) await identity.clearSecondFactor(actor, person.id)
  sayLink(await identity.issueResetLink(actor, person.id), say)
  return EXIT_DONE
}

function sayLink(link: IssuedLink, say: (line: string) => void): void {
  say(`Đường dẫn dùng một lần, đến ${link.expiresAt.toISOString()}:`)
  say(link.url)
}

async function list(identity: IdentityModule, say: (line: string) => void): Promise<number> {
  const tree = await identity.agencies.tree()
  for (const person of await identity.listEverybody()) {
    const state = person.closed ? 'đã khóa' : person.invited ? 'chờ nhận lời mời' : 'đang dùng'
    const roles = person.roles.map(({ role, agencyId }) => `${role}@${tree.byId(agencyId)?.code ?? agencyId}`)
    say([person.email, person.name, state, roles.join(' ')].join('\t'))
  }
  return EXIT_DONE
}
