import { hash } from 'node:crypto'
import type { NewLetter } from '../../../platform/messages/index.ts'
import type { HarvestDeps } from '../deps.ts'
import type { Source } from '../model.ts'
import { type ProblemLine, readProblems } from '../room/reads.ts'
import { findRun } from '../runs/run-store.ts'
import { findSource } from '../source-store.ts'
import { problemWorkbook } from './problem-workbook.ts'
import { lastNotice, noteTold, wasTold } from './store.ts'

const MOST_LINES = 20_000
/** A source that changes by the hour is not written to by the hour; what was left unsaid is in the next letter. */
const REST_MS = 20 * 3_600_000

/** Letters of a source that are looked at, the newest first. */
export const SHOWN_LETTERS = 20

/** What one letter is about. */
interface Told {
  readonly source: Source
  readonly email: string
  readonly lines: readonly ProblemLine[]
  readonly list: string
}

/**
 * After a run that came to its end: whoever keeps the source gets the list of what is to be mended, once for each list.
 * Who has an account here finds it in the inbox; to others it goes by mail, with the list as a workbook.
 */
export async function tellContact(deps: HarvestDeps, runId: number): Promise<void> {
  const told = await whatToTell(deps, runId)
  if (!told) return
  const again = await wasTold(deps.db, told.source.id, told)
  if (!again && (await isResting(deps, told))) return
  const person = await deps.identity.findPerson(told.email)
  if (person && !person.disabledAt) {
    if (!again) await intoInbox(deps, told, { ...person, personId: person.id })
  } else if (!again || (await isWorthAnotherTry(deps, told))) await byMail(deps, told)
}

/** Whether the letter with this list never left, and was not tried lately: an address that is dead stays so for a while. */
async function isWorthAnotherTry({ letters, clock }: HarvestDeps, told: Told): Promise<boolean> {
  const posted = await letters.about(aboutSource(told.source.id), SHOWN_LETTERS)
  const letter = posted.find(({ key }) => key === keyOf(told))
  if (!letter) return true
  if (letter.state === 'waiting' || letter.state === 'sent') return false
  return clock.now().getTime() - letter.createdAt.getTime() >= REST_MS
}

async function whatToTell(deps: HarvestDeps, runId: number): Promise<Told | undefined> {
  const run = await findRun(deps.db, runId)
  if (run?.state !== 'done' || run.mode === 'preview') return undefined
  const source = await findSource(deps.db, run.sourceId)
  if (source?.contactEmail === undefined) return undefined
  const lines = await readToMend(deps, source.id)
  return lines.length === 0 ? undefined : { source, email: source.contactEmail, lines, list: digestOf(lines) }
}

async function isResting({ db, clock }: HarvestDeps, { source, email }: Told): Promise<boolean> {
  const before = await lastNotice(db, source.id)
  return before?.email === email && clock.now().getTime() - before.at.getTime() < REST_MS
}

/** Problems worth a letter, in the order of records. */
export async function readToMend(deps: Pick<HarvestDeps, 'db'>, sourceId: string): Promise<readonly ProblemLine[]> {
  const lines = await readProblems(deps.db, sourceId, { limit: MOST_LINES, offset: 0 })
  return lines.filter(({ severity }) => severity !== 'note')
}

/** Equal for equal lists, whichever run found them. */
function digestOf(lines: readonly ProblemLine[]): string {
  const facts = lines.map(({ remoteId, code, at, severity, vi }) => JSON.stringify([remoteId, code, at, severity, vi]))
  return hash('sha256', facts.toSorted().join('\n'), 'hex')
}

const recordsIn = (lines: readonly ProblemLine[]) => new Set(lines.map(({ remoteId }) => remoteId)).size

async function intoInbox(
  deps: HarvestDeps,
  { source, email, lines, list }: Told,
  to: { readonly personId: string; readonly email: string; readonly name: string },
): Promise<void> {
  const records = recordsIn(lines)
  const key = `harvest-contact-${source.id}-${list.slice(0, 32)}`
  const body = `${records} bản ghi của nguồn do ông/bà quản lý có chỗ cần sửa. Danh sách từng chỗ ở trang kèm theo, tải được dạng Excel.`
  await deps.tell([
    { to, key, subject: `Cần sửa ở nguồn: ${source.name}`, body, href: `/lam-viec/thu-thap/${source.id}` },
  ])
  await noteTold(deps.db, source.id, { list, email, way: 'inbox', key, records, at: deps.clock.now() })
}

async function byMail(deps: HarvestDeps, told: Told): Promise<void> {
  const { source, email, lines, list } = told
  const records = recordsIn(lines)
  const key = keyOf(told)
  const letter: NewLetter = {
    key,
    about: aboutSource(source.id),
    to: { email, name: '' },
    subject: `${source.name}: ${records} bản ghi cần sửa`,
    text: letterText(deps, source, lines),
    attachment: { name: 'can-sua.xlsx', bytes: await problemWorkbook(lines) },
  }
  await deps.db.transaction().execute(async (tx) => {
    // Posting the same letter again tries only what could not be sent.
    await deps.letters.post(tx, letter)
    await noteTold(tx, source.id, { list, email, way: 'mail', key, records, at: deps.clock.now() })
  })
}

/** Names the letter with this list to this address. */
function keyOf({ source, list, email }: Told): string {
  const address = hash('sha256', email, 'hex').slice(0, 16)
  return `harvest-contact-${source.id}-${list.slice(0, 32)}-${address}`
}

/** What letters of a source are found by. */
export function aboutSource(sourceId: string): string {
  return `harvest-source:${sourceId}`
}

function letterText({ publicUrl }: HarvestDeps, { name, url }: Source, lines: readonly ProblemLine[]): string {
  const records = recordsIn(lines)
  const unusable = recordsIn(lines.filter(({ severity }) => severity === 'error'))
  return [
    `Kính gửi bên quản lý danh mục ${name} (${url}),`,
    '',
    `${publicUrl} đọc danh mục này theo lịch và thấy ${records} bản ghi có chỗ cần sửa${unusable > 0 ? `, trong đó ${unusable} bản ghi không dùng được` : ''}.`,
    'Tệp Excel kèm theo ghi từng chỗ: mã bản ghi, chỗ sai, cần sửa gì. Sửa ở danh mục của mình là đủ; lần đọc sau sẽ tự nhận.',
    'Thư chỉ gửi lại khi danh sách này thay đổi.',
    '',
    `${publicUrl} reads this catalogue by schedule and found ${records} records with something to mend${unusable > 0 ? `, ${unusable} of them unusable` : ''}.`,
    'The workbook attached names each place and what to do. Mend it in your catalogue; the next reading takes it over.',
    'You will hear again only when this list changes.',
  ].join('\n')
}
