import { Value } from 'typebox/value'
import { AppError, type FieldProblem } from '../../../platform/errors.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Form, listIn, textIn } from '../../identity/index.ts'
import type { Part } from './level-rules.ts'
import {
  Checklist,
  INFO_TYPES,
  LAYERS,
  type Layer,
  ONLINE_SERVICES,
  PUBLIC_SERVICES,
  SCOPES,
  SECRET_HARMS,
  SYSTEM_TYPES,
  type SystemFacts,
  SystemStatement,
  WORKS,
} from './record.ts'

/** Fields of a statement that are one line of text. */
export const TEXTS = [
  'code',
  'url',
  'purpose',
  'operator',
  'subUnit',
  'itUnit',
  'dataVolume',
  'users',
  'services',
  'networks',
] as const
/** Questions answered by yes or no. */
export const YES_NO = [
  'procedures',
  'nonstop',
  'nationalEgov',
  'nationalData',
  'securityWorks',
  'dataExchange',
  'eIdentity',
] as const

const LABELS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  name: ['Ghi tên hệ thống, nhiều nhất 300 ký tự.', 'Give the name of the system, 300 characters at most.'],
  status: ['Chọn trạng thái.', 'Choose a state.'],
  yearInUse: ['Năm phải là số từ 1950 đến 2100.', 'The year is a number from 1950 to 2100.'],
  investedOn: ['Ngày phải có dạng 2026-11-30.', 'The day looks like 2026-11-30.'],
}

/** What the form says about a system; its answers about the level stay as they were. */
export function statementIn(form: Form, facts: SystemFacts): SystemStatement {
  const texts = Object.fromEntries(TEXTS.flatMap((name) => pair(name, cleanText(textIn(form, name)))))
  const year = textIn(form, 'yearInUse').trim()
  const statement = {
    ...texts,
    name: cleanText(textIn(form, 'name')),
    status: textIn(form, 'status'),
    ...dayIn(form, 'investedOn'),
    ...(year === '' ? {} : { yearInUse: Number(year) }),
    facts,
  }
  if (Value.Check(SystemStatement, statement)) return statement
  throw invalid(SystemStatement, statement)
}

function pair(name: string, value: string): [string, string][] {
  return value === '' ? [] : [[name, value]]
}

function dayIn(form: Form, name: string): Readonly<Record<string, string>> {
  const value = textIn(form, name).trim()
  return value === '' ? {} : { [name.split('.').at(-1) ?? name]: value }
}

/** Answers to the questions about the level; unanswered ones are left out. What is no possible answer is none. */
export function factsIn(form: Form): SystemFacts {
  const one = <Values extends readonly string[]>(name: string, values: Values) => {
    const value = values.find((known) => known === textIn(form, name))
    return value === undefined ? {} : { [name]: value }
  }
  const number = (name: string) => {
    const text = textIn(form, name).replaceAll(/[\s.,]/g, '')
    return /^\d{1,9}$/.test(text) ? { [name]: Number(text) } : {}
  }
  const infoTypes = INFO_TYPES.filter((type) => listIn(form, 'infoTypes').includes(type))
  const yesNo = YES_NO.flatMap((name) => {
    const answer = textIn(form, name)
    return answer === 'yes' || answer === 'no' ? [[name, answer === 'yes'] as const] : []
  })
  return {
    ...one('systemType', SYSTEM_TYPES),
    ...(infoTypes.length > 0 ? { infoTypes } : {}),
    ...one('publicService', PUBLIC_SERVICES),
    ...one('onlineService', ONLINE_SERVICES),
    ...one('scope', SCOPES),
    ...one('works', WORKS),
    ...one('secretHarm', SECRET_HARMS),
    ...number('subjectsBasic'),
    ...number('subjectsSensitive'),
    ...Object.fromEntries(yesNo),
  }
}

/** Facts as the fields of a form, to be carried from the questions to the decision. */
export function factsAsFields(facts: SystemFacts): readonly (readonly [name: string, value: string])[] {
  return Object.entries(facts).flatMap(([name, value]): [string, string][] => {
    if (Array.isArray(value)) return value.map((one) => [name, one])
    if (typeof value === 'boolean') return [[name, value ? 'yes' : 'no']]
    return [[name, String(value)]]
  })
}

/** Evidence for parts and layers, the label, the day of the yearly review. */
export function checklistIn(form: Form, parts: readonly Part[], before: Checklist): Checklist {
  const said = parts.map(({ id }) => [id, partIn(form, `part.${id}`)] as const)
  const layers = LAYERS.map((name) => [name, layerIn(form, `layer.${name}`)] as const)
  const checklist = {
    // Parts of another day's rules stay as they are.
    parts: { ...before.parts, ...Object.fromEntries(said) },
    layers: Object.fromEntries(layers.filter(([, layer]) => Object.keys(layer).length > 0)),
    label: {
      state: textIn(form, 'label.state'),
      ...named('number', textIn(form, 'label.number')),
      ...dayIn(form, 'label.issuedOn'),
      ...dayIn(form, 'label.until'),
    },
    ...dayIn(form, 'reviewedOn'),
  }
  if (Value.Check(Checklist, checklist)) return checklist
  throw invalid(Checklist, checklist)
}

function partIn(form: Form, name: string): Readonly<Record<string, string>> {
  return { ...named('evidence', textIn(form, `${name}.evidence`)), ...dayIn(form, `${name}.on`) }
}

function layerIn(form: Form, name: string): Layer {
  return {
    ...named('unit', textIn(form, `${name}.unit`)),
    ...named('evidence', textIn(form, `${name}.evidence`)),
    ...dayIn(form, `${name}.since`),
    ...dayIn(form, `${name}.until`),
  }
}

function named(name: string, text: string): Readonly<Record<string, string>> {
  const value = cleanText(text)
  return value === '' ? {} : { [name]: value }
}

function invalid(schema: typeof SystemStatement | typeof Checklist, value: unknown): AppError {
  const paths = [...new Set([...Value.Errors(schema, value)].map(({ instancePath }) => instancePath))]
  const fields = paths.map((path): FieldProblem => {
    const field = fieldOf(path)
    const [vi, en] = LABELS[field] ?? [
      'Chỗ này quá dài hoặc ngày không có dạng 2026-11-30.',
      'Too long, or the day does not look like 2026-11-30.',
    ]
    return { field, message: { vi, en } }
  })
  return new AppError('invalid', 'datamap.system-form', {
    vi: 'Có chỗ cần sửa trong biểu mẫu.',
    en: 'Some fields need mending.',
    fields,
  })
}

/** Name of the control that a place in the record is filled in by. */
function fieldOf(path: string): string {
  const [first = '', ...rest] = path.split('/').filter((step) => step !== '')
  if (first === 'parts') return ['part', ...rest].join('.')
  if (first === 'layers') return ['layer', ...rest].join('.')
  return [first, ...rest].join('.')
}
