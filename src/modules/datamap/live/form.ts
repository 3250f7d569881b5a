import { type FieldProblem, invalidFields } from '../../../platform/errors.ts'
import { ENGINES, TRANSPORTS } from '../../../platform/schema-reader/index.ts'
import { type Form, textIn } from '../../identity/index.ts'
import type { ConnectionInput } from './connect.ts'

const TEXT_MAX = 255

/** What the connection form says; throws with everything that cannot be right. */
export function connectionIn(form: Form): ConnectionInput {
  const text = (name: string) => textIn(form, name).trim()
  const engine = ENGINES.find((one) => one === text('engine'))
  const transport = TRANSPORTS.find((one) => one === text('transport'))
  const port = text('port')
  const required = (['host', 'database', 'user'] as const).filter(
    (name) => text(name) === '' || text(name).length > TEXT_MAX,
  )
  const problems: FieldProblem[] = [
    ...(engine ? [] : [problem('engine', 'Chọn loại máy chủ.', 'Choose the kind of server.')]),
    ...required.map((name) =>
      problem(name, 'Điền chỗ này, nhiều nhất 255 ký tự.', 'Fill this in, 255 characters at most.'),
    ),
    ...(isPort(port)
      ? []
      : [
          problem('port', 'Cổng là số từ 1 đến 65535, hoặc để trống.', 'A port is a number from 1 to 65535, or empty.'),
        ]),
    ...(transport ? [] : [problem('transport', 'Chọn cách bảo vệ đường truyền.', 'Choose how the way is protected.')]),
  ]
  if (!engine || !transport || problems.length > 0) throw invalidFields('datamap.live-form', problems)
  return {
    engine,
    transport,
    host: text('host'),
    ...(port === '' ? {} : { port: Number(port) }),
    database: text('database'),
    user: text('user'),
    // Spaces may be part of a password.
    password: textIn(form, 'password'),
    sampling: text('sampling') === 'yes',
  }
}

function problem(field: string, vi: string, en: string): FieldProblem {
  return { field, message: { vi, en } }
}

function isPort(text: string): boolean {
  return text === '' || (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535)
}
