import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  ErrorSummary,
  Facts,
  formatNumber,
  type Lang,
  Message,
  type Option,
  PageHead,
  ScrollBox,
} from '../../../ui/index.ts'
import { type FormState, WorkPage } from '../../identity/index.ts'
import type { CellProblem, InventoryPlan, PlannedDatabase, UnknownWord } from './model.ts'
import { IS_UNIT } from './model.ts'
import { SystemChoices, SystemTable, systemsToEnter } from './preview-systems.tsx'
import type { InventoryView } from './take-inventory.ts'
import { inventoryWords } from './words.ts'

const MOST_PROBLEMS = 40
const MOST_WORDS = 40
const MOST_LISTED = 100

export interface PreviewPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly view: InventoryView
  /** What a word may stand for: those that look like it first. */
  readonly optionsFor: (word: UnknownWord) => readonly Option[]
  readonly agencyName: (id: string) => string
}

/** What a workbook would do, what is wrong in it cell by cell, and the button that saves all of it. */
export function PreviewPage(props: PreviewPageProps) {
  const { request, state, view } = props
  const { lang } = request
  const say = inventoryWords(lang)
  const { inventory, plan } = view
  const wrong = plan.problems.length + plan.unknown.length
  return (
    <WorkPage request={request} title={say.check(inventory.fileName)}>
      <PageHead title={say.check(inventory.fileName)} by={props.agencyName(inventory.agencyId)} />
      <ErrorSummary lang={lang} errors={state.errors} />
      <PlanFacts lang={lang} plan={plan} />
      {plan.notes.length > 0 && (
        <Message kind="note" title={say.noteTitle}>
          <ul>
            {plan.notes.slice(0, MOST_WORDS).map((note) => (
              <li key={note.vi}>{note[lang]}</li>
            ))}
          </ul>
        </Message>
      )}
      <SystemChoices request={request} view={view} />
      {wrong > 0 ? <MendForm {...props} /> : <SaveForm {...props} />}
      <PlanTable {...props} />
      <SystemTable request={request} systems={plan.systems} agencyName={props.agencyName} />
      <form class="pb-h" method="post" action={`/lam-viec/ban-do/nap/${inventory.id}/bo`}>
        <CsrfField token={request.csrfToken} />
        <input type="hidden" name="version" value={inventory.revision} />
        <button class="btn harm" type="submit">
          {say.drop}
        </button>
      </form>
    </WorkPage>
  )
}

function PlanFacts({ lang, plan }: { lang: Lang; plan: InventoryPlan }) {
  const { facts } = inventoryWords(lang)
  const number = (value: number) => formatNumber(value, lang)
  const count = (action: string) => number(plan.databases.filter((one) => one.action === action).length)
  const systems = systemsToEnter(plan)
  return (
    <Facts
      items={[
        { term: facts.create, value: count('create') },
        { term: facts.change, value: count('change') },
        { term: facts.same, value: count('same') },
        ...(plan.systems.length > 0 ? [{ term: facts.systems, value: number(systems) }] : []),
        { term: facts.wrong, value: number(plan.problems.length) },
        { term: facts.unknown, value: number(plan.unknown.length) },
      ]}
    />
  )
}

function MendForm(props: PreviewPageProps) {
  const { request, view, agencyName } = props
  const { lang } = request
  const say = inventoryWords(lang)
  const { inventory, plan } = view
  const number = (value: number) => formatNumber(value, lang)
  const asksOwner = plan.unknown.some(({ target }) => target === 'owner')
  const left = plan.problems.length - MOST_PROBLEMS
  return (
    <form method="post" action={`/lam-viec/ban-do/nap/${inventory.id}/sua`}>
      <CsrfField token={request.csrfToken} />
      <input type="hidden" name="version" value={inventory.revision} />
      {plan.unknown.length > 0 && (
        <section class="pb-h" aria-labelledby="chua-ro">
          <h2 id="chua-ro">{say.unknownTitle(number(plan.unknown.length))}</h2>
          <p>{say.unknownLede}</p>
          {asksOwner && (
            <div class="choice">
              <input id="don-vi" type="checkbox" name="don-vi" value="1" checked={inventory.mended.unitsOfOwner} />
              <label for="don-vi">{say.unitsOfOwner(agencyName(inventory.agencyId))}</label>
            </div>
          )}
          {plan.unknown.slice(0, MOST_WORDS).map((word, index) => (
            <WordRow key={word.key} {...props} word={word} index={index} />
          ))}
        </section>
      )}
      {plan.problems.length > 0 && (
        <section class="pb-h" aria-labelledby="o-sai">
          <h2 id="o-sai">{say.problemTitle(number(plan.problems.length))}</h2>
          <p>{say.problemLede}</p>
          {plan.problems.slice(0, MOST_PROBLEMS).map((problem, index) => (
            <ProblemRow key={problem.key} lang={lang} problem={problem} index={index} />
          ))}
          {left > 0 && <p>{say.more(number(left))}</p>}
        </section>
      )}
      <p class="acts">
        <button class="btn" type="submit">
          {say.again}
        </button>
      </p>
    </form>
  )
}

function WordRow({
  request,
  view,
  optionsFor,
  agencyName,
  word,
  index,
}: PreviewPageProps & { word: UnknownWord; index: number }) {
  const { lang } = request
  const say = inventoryWords(lang)
  const id = `tu-${index}`
  return (
    <div class="cell-fix">
      <div>
        <p>
          <b>“{word.word}”</b> <span class="muted">{word.heading}</span>
        </p>
        <p class="where">{say.stands(formatNumber(word.count, lang), word.sheet, String(word.row))}</p>
      </div>
      <div class="field">
        <label for={id} class="vh">
          {say.choose}: {word.word}
        </label>
        <input type="hidden" name={`khoa-${index}`} value={word.key} />
        <select id={id} name={id}>
          <option value="">{say.choose}</option>
          {word.target === 'owner' ? (
            <option value={IS_UNIT}>{say.isUnit(agencyName(view.inventory.agencyId))}</option>
          ) : (
            <option value="*trong">{say.leaveOut}</option>
          )}
          {optionsFor(word).map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}

function ProblemRow({ lang, problem, index }: { lang: Lang; problem: CellProblem; index: number }) {
  const say = inventoryWords(lang)
  const id = `o-${index}`
  const place = problem.column
    ? say.place(problem.sheet, `${problem.column}${problem.row}`)
    : say.placeRow(problem.sheet, String(problem.row))
  return (
    <div class="cell-fix">
      <div>
        <p>
          <b>{problem.heading}</b>. {problem.said[lang]}
        </p>
        <p class="where">{place}</p>
        <div class="choice">
          <input id={`bo-${index}`} type="checkbox" name={`bo-${index}`} value={problem.rowKey} />
          <label for={`bo-${index}`}>
            {say.skipRow}
            <span class="vh"> {problem.row}</span>
          </label>
        </div>
      </div>
      <div class="field">
        <label for={id}>{say.newText}</label>
        <input type="hidden" name={`o-khoa-${index}`} value={problem.key} />
        <input type="hidden" name={`o-cu-${index}`} value={problem.text} />
        <input id={id} name={id} value={problem.text} maxLength={2000} />
      </div>
    </div>
  )
}

function SaveForm({ request, view }: PreviewPageProps) {
  const { lang } = request
  const say = inventoryWords(lang)
  const { inventory, plan } = view
  const count = plan.databases.filter(({ action }) => action !== 'same').length
  const systems = systemsToEnter(plan)
  if (count + systems === 0) return <p>{say.nothingNew}</p>
  const [drafts, entries] = [formatNumber(count, lang), formatNumber(systems, lang)]
  const text =
    systems === 0 ? say.saveAll(drafts) : count === 0 ? say.saveSystems(entries) : say.saveBoth(drafts, entries)
  return (
    <form class="pb-h" method="post" action={`/lam-viec/ban-do/nap/${inventory.id}/luu`}>
      <CsrfField token={request.csrfToken} />
      <input type="hidden" name="version" value={inventory.revision} />
      <input type="hidden" name="digest" value={plan.digest} />
      <p>{say.saveNote}</p>
      <p class="acts">
        <button class="btn" type="submit">
          {text}
        </button>
      </p>
    </form>
  )
}

function PlanTable({ request, view, agencyName }: PreviewPageProps) {
  const { lang } = request
  const say = inventoryWords(lang)
  const name = say.listColumns
  const rows = view.plan.databases.slice(0, MOST_LISTED)
  if (rows.length === 0) return null
  return (
    <section class="pb-h" aria-labelledby="se-luu">
      <h2 id="se-luu">{say.list}</h2>
      <ScrollBox lang={lang} label={say.list}>
        <table class="tb named stacks">
          <caption class="vh">{say.list}</caption>
          <thead>
            <tr>
              <th scope="col">{name.name}</th>
              <th scope="col">{name.action}</th>
              <th scope="col">{name.class}</th>
              <th scope="col" class="n">
                {name.gaps}
              </th>
              <th scope="col">{name.agency}</th>
              <th scope="col">{name.place}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PlanRow key={row.rowKey} lang={lang} row={row} agency={agencyName(row.agencyId)} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {rows.length < view.plan.databases.length && (
        <p class="small muted num">
          {formatNumber(rows.length, lang)}/{formatNumber(view.plan.databases.length, lang)}
        </p>
      )}
    </section>
  )
}

function PlanRow({ lang, row, agency }: { lang: Lang; row: PlannedDatabase; agency: string }) {
  const { actions, listColumns: name } = inventoryWords(lang)
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td data-label={name.action}>{actions[row.action]}</td>
      <td data-label={name.class}>
        {row.record.identity.class && <span class="cls">{row.record.identity.class}</span>}
      </td>
      <td class="n num" data-label={name.gaps}>
        {formatNumber(row.gaps, lang)}
      </td>
      <td data-label={name.agency}>{agency}</td>
      <td class="nw" data-label={name.place}>
        {row.sheet}, {row.row}
      </td>
    </tr>
  )
}
