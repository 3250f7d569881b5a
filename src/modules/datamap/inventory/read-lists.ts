import { readDate } from '../../../tabular/index.ts'
import {
  type DatabaseItem,
  type DatabaseRecord,
  MILESTONE_STATES,
  type Milestone,
  PERSONALS,
  RELATIONS,
  type Relation,
  SHARES,
} from '../record.ts'
import type { ChoiceName } from '../words.ts'
import { askWord, type FieldReading, type Place, tellCell, textOf, wordKey } from './read-rows.ts'

const SURE: ReadonlySet<string> = new Set(['code', 'name', 'alias', 'former', 'broken'])

/** A coded cell of a list; asked about when it is not known. */
function choiceIn(
  place: Place,
  { target, of }: { target: string; of: ChoiceName },
  reading: FieldReading,
): string | undefined {
  const text = textOf(place, target, reading.mended)
  if (text === '') return undefined
  const found = reading.matchers.ofChoice(of).match(text)
  if (found.code !== undefined && SURE.has(found.how)) return found.code
  const chosen = reading.mended.words[wordKey(`${of}:${target}`, text)]
  if (chosen !== undefined) return chosen === '' ? undefined : chosen
  const near = [found.code, ...(found.candidates ?? []).map(({ code }) => code)].filter((code) => code !== undefined)
  askWord(reading.ledger, place, { target: `${of}:${target}`, word: text.slice(0, 200), near: [...new Set(near)] })
  return undefined
}

const ITEM_TEXTS = ['table', 'column', 'type', 'codeList', 'note'] as const
const MOST = { table: 300, column: 300, type: 120, codeList: 120, note: 2000 } as const

/** The item a row says; undefined where it has no name, which is told. */
export function itemOf(place: Place, reading: FieldReading): DatabaseItem | undefined {
  const text = (target: string) => textOf(place, target, reading.mended)
  const title = text('title').slice(0, 300)
  if (title === '') {
    const said = { vi: 'Chưa ghi tên mục dữ liệu.', en: 'The item has no name.' }
    tellCell(reading.ledger, place, { target: 'title', text: '', said })
    return undefined
  }
  const share = SHARES.find((one) => one === choiceIn(place, { target: 'share', of: 'share' }, reading))
  const personal = PERSONALS.find((one) => one === choiceIn(place, { target: 'personal', of: 'personal' }, reading))
  const texts = ITEM_TEXTS.flatMap((key) => (text(key) === '' ? [] : [[key, text(key).slice(0, MOST[key])] as const]))
  const userGroups = text('userGroups')
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
  return {
    ...(Object.fromEntries(texts) as Partial<Pick<DatabaseItem, (typeof ITEM_TEXTS)[number]>>),
    title,
    ...(share ? { share } : {}),
    ...(personal ? { personal } : {}),
    ...(userGroups.length > 0 ? { userGroups } : {}),
  }
}

/** The roadmap of a record with one more step, or with the same one said anew. */
export function withMilestone(record: DatabaseRecord, place: Place, reading: FieldReading): DatabaseRecord {
  const text = (target: string) => textOf(place, target, reading.mended)
  const name = text('step').slice(0, 300)
  if (name === '') return record
  const due = dueIn(place, reading)
  const state = MILESTONE_STATES.find((one) => one === choiceIn(place, { target: 'state', of: 'milestone' }, reading))
  const progress = percentIn(text('progress'))
  const budget = text('budget').slice(0, 300)
  const step: Milestone = {
    name,
    ...(due ? { due } : {}),
    ...(state ? { state } : {}),
    ...(budget ? { budget } : {}),
    ...(progress === undefined ? {} : { progress }),
  }
  const at = record.roadmap.findIndex((one) => one.name === name)
  return { ...record, roadmap: at < 0 ? [...record.roadmap, step] : record.roadmap.with(at, step) }
}

function dueIn(place: Place, reading: FieldReading): string | undefined {
  const text = textOf(place, 'due', reading.mended)
  if (text === '') return undefined
  const due = readDate(text, 'dmy')?.slice(0, 10)
  if (due === undefined) {
    const said = {
      vi: `“${text.slice(0, 40)}” không phải ngày. Ghi như 31/12/2026.`,
      en: 'Not a date. Write 31/12/2026.',
    }
    tellCell(reading.ledger, place, { target: 'due', text, said })
  }
  return due
}

function percentIn(text: string): number | undefined {
  const percent = Number(text.replace('%', '').replace(',', '.'))
  return text !== '' && percent >= 0 && percent <= 100 ? percent : undefined
}

/** The relations of a record with one more; the other end by its name, with its id where the map knows it. */
export function withRelation(
  record: DatabaseRecord,
  place: Place,
  reading: FieldReading & { idOf(name: string): string | undefined },
): DatabaseRecord {
  const type = RELATIONS.find((one) => one === choiceIn(place, { target: 'relation', of: 'relation' }, reading))
  const name = textOf(place, 'other', reading.mended).slice(0, 300)
  if (type === undefined || name === '') return record
  const note = textOf(place, 'note', reading.mended).slice(0, 1000)
  const to = reading.idOf(name)
  const said: Relation = { type, ...(to ? { to } : {}), name, ...(note ? { note } : {}) }
  const at = record.relations.findIndex((one) => one.type === type && one.name === name)
  return {
    ...record,
    relations: at < 0 ? [...record.relations, said] : record.relations.with(at, { ...record.relations[at], ...said }),
  }
}
