import type { Problem } from '../../../tabular/index.ts'
import { CsrfField, type Lang } from '../../../ui/index.ts'
import type { UnmatchedName } from '../../datasets/index.ts'
import { dateReading, numberReading } from './readings.ts'
import { recipeWords } from './words.ts'

const MOST_CANDIDATES = 3

/** Where decisions about a file go; absent where nothing may be decided. */
export interface Decider {
  readonly lang: Lang
  readonly sourceId: string
  readonly csrfToken: string
}

/** Address of the page with the recipe of a file. */
export function recipeHref(sourceId: string): string {
  return `/lam-viec/tep/${sourceId}/quy-trinh`
}

/** The readings of a doubtful number or date as buttons; undefined for problems that ask nothing. */
export function DecisionFor({ problem, decider }: { problem: Problem; decider: Decider }) {
  const { lang } = decider
  const { text, table } = problem.params ?? {}
  if (text === undefined || table === undefined) return null
  if (problem.code === 'ambiguous-number') {
    const signs = [',', '.'] as const
    const options = signs.map((sign) => ({ value: sign, text: numberReading(String(text), sign, lang) }))
    return <Buttons decider={decider} work="thap-phan" table={Number(table)} field="dau" options={options} />
  }
  const orders = ['dmy', 'mdy'] as const
  const options = orders.map((order) => ({ value: order, text: dateReading(String(text), order, lang) }))
  return <Buttons decider={decider} work="ngay" table={Number(table)} field="thu-tu" options={options} />
}

/** Whether a problem is settled by choosing one of two readings. */
export function asksForReading({ code, params }: Problem): boolean {
  return (code === 'ambiguous-number' || code === 'ambiguous-date') && params?.['table'] !== undefined
}

interface ButtonsProps {
  readonly decider: Decider
  readonly work: string
  readonly table: number
  readonly field: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
}

function Buttons({ decider, work, table, field, options }: ButtonsProps) {
  return (
    <form method="post" action={recipeHref(decider.sourceId)} class="acts">
      <CsrfField token={decider.csrfToken} />
      <input type="hidden" name="viec" value={work} />
      <input type="hidden" name="bang" value={table} />
      {options.map(({ value, text }) => (
        <button class="btn plain" type="submit" name={field} value={value}>
          {text}
        </button>
      ))}
    </form>
  )
}

/** What an unknown name may mean, as buttons, and the way to all names of the list. */
export function DecisionForName({ name, table, decider }: { name: UnmatchedName; table: number; decider: Decider }) {
  const say = recipeWords(decider.lang)
  return (
    <form method="post" action={recipeHref(decider.sourceId)} class="acts">
      <CsrfField token={decider.csrfToken} />
      <input type="hidden" name="viec" value="nhan" />
      <input type="hidden" name="bang" value={table} />
      <input type="hidden" name="tu-0" value={name.name} />
      <input type="hidden" name="cot-0" value={name.of} />
      {name.candidates.slice(0, MOST_CANDIDATES).map((candidate) => (
        <button class="btn plain" type="submit" name="nhan-0" value={candidate.name}>
          {say.becomes(candidate.name)}
        </button>
      ))}
      <a href={`${recipeHref(decider.sourceId)}?bang=${table}#ten-chua-khop`}>{say.otherName}</a>
    </form>
  )
}
