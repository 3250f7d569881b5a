import { Value } from 'typebox/value'
import { invalidFields } from '../../../platform/errors.ts'
import { cleanText } from '../../../platform/text.ts'
import { ResourceRecord, type TableNote } from '../../catalog/index.ts'
import { type Form, listIn, textIn } from '../../identity/index.ts'

/** Name of the control for one note on a column. */
export function columnField(table: string, column: string, what: 'title' | 'meaning' | 'unit'): string {
  return `cot.${table}.${column}.${what}`
}

export function tableField(table: string): string {
  return `bang.${table}`
}

/** The description as the form says it; what the form does not ask stays as it was. Throws with the fields that do not fit. */
export function recordFromForm(before: ResourceRecord, form: Form): ResourceRecord {
  const text = (name: string) => cleanText(textIn(form, name))
  const record = {
    ...before,
    title: localized(text('title.vi'), text('title.en')),
    description: localized(text('description.vi'), text('description.en')),
    keywords: keywordsIn(text('keywords')),
    themes: [...listIn(form, 'themes')].filter(Boolean),
    areas: [...listIn(form, 'areas')].filter(Boolean),
    contact: filled({ name: text('contact.name'), phone: text('contact.phone'), email: text('contact.email') }),
    tables: notesFrom(before.tables, form),
    ...choicesFrom(before, form),
  }
  const { licence: _l, frequency: _f, temporal: _t, source: _s, legalBasis: _b, series: _i, ...rest } = record
  const temporal = filled({ from: text('temporal.from'), to: text('temporal.to') })
  const optional = filled({
    licence: text('licence'),
    frequency: text('frequency'),
    source: text('source'),
    legalBasis: text('legalBasis'),
    // The form asks only where there is a series to choose.
    series: form['series'] === undefined ? (before.series ?? '') : text('series'),
  })
  return checked({ ...rest, ...optional, ...(Object.keys(temporal).length > 0 ? { temporal } : {}) })
}

/** `a, b; c` → three keywords. */
export function keywordsIn(text: string): string[] {
  return text
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter(Boolean)
}

/** Throws when a text is longer than the description allows. */
export function checked(record: ResourceRecord): ResourceRecord {
  if (Value.Check(ResourceRecord, record)) return record
  const fields = new Set(Value.Errors(ResourceRecord, record).map((error) => fieldOf(error.instancePath)))
  throw invalidFields(
    'desk.record-invalid',
    [...fields].map((field) => ({
      field,
      message: {
        vi: `Mục “${field}” quá dài, quá nhiều hoặc không hợp lệ.`,
        en: `“${field}” is too long, holds too many values or is not valid.`,
      },
    })),
  )
}

function fieldOf(pointer: string): string {
  const parts = pointer.split('/').filter(Boolean)
  const grouped =
    parts[0] === 'title' || parts[0] === 'description' || parts[0] === 'contact' || parts[0] === 'temporal'
  return grouped ? parts.slice(0, 2).join('.') : (parts[0] ?? 'bieu-mau')
}

function localized(vi: string, en: string): { vi: string; en?: string } {
  return { vi, ...(en ? { en } : {}) }
}

function filled<Name extends string>(values: Readonly<Record<Name, string>>): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) as Partial<Record<Name, string>>
}

const CHOICES = {
  classification: ['open', 'shared', 'private'],
  importance: ['other', 'important', 'core'],
  personalData: ['none', 'basic', 'sensitive'],
} as const

function choicesFrom(before: ResourceRecord, form: Form) {
  const choose = <Name extends keyof typeof CHOICES>(name: Name): ResourceRecord[Name] => {
    const options: readonly string[] = CHOICES[name]
    const given = textIn(form, name)
    return options.includes(given) ? (given as ResourceRecord[Name]) : before[name]
  }
  return {
    classification: choose('classification'),
    importance: choose('importance'),
    personalData: choose('personalData'),
  }
}

function notesFrom(before: ResourceRecord['tables'], form: Form): ResourceRecord['tables'] {
  const tables: Record<string, TableNote> = structuredClone(before)
  const noteOf = (id: string): TableNote => (tables[id] ??= { columns: {} })
  for (const name of Object.keys(form)) {
    const text = cleanText(textIn(form, name))
    const [kind, table = '', ...rest] = name.split('.')
    if (kind === 'bang') setOrDrop(noteOf(table), 'title', text)
    if (kind !== 'cot') continue
    const what = rest.at(-1)
    const column = rest.slice(0, -1).join('.')
    if (what !== 'title' && what !== 'meaning' && what !== 'unit') continue
    const { columns } = noteOf(table)
    const note = (columns[column] ??= {})
    setOrDrop(note, what, text)
    if (Object.keys(note).length === 0) delete columns[column]
  }
  return Object.fromEntries(
    Object.entries(tables).filter(([, note]) => note.title || Object.keys(note.columns).length > 0),
  )
}

function setOrDrop<Name extends string>(target: { [key in Name]?: string }, name: Name, text: string): void {
  if (text === '') delete target[name]
  else target[name] = text
}
