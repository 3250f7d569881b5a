import { describeProblem, type Problem } from '../../../tabular/index.ts'
import type { Lang, ProblemItem } from '../../../ui/index.ts'
import { asksForReading, type Decider, DecisionFor } from '../recipe/decide.tsx'
import { addressOf } from './draw-sheet.ts'
import { dataWords } from './words.ts'

const MOST_CELLS = 12
const KINDS = { error: 'decide', warning: 'check', info: 'understood' } as const
const ORDER = { decide: 0, check: 1, understood: 2 } as const

export interface ProblemsToShow {
  readonly problems: readonly Problem[]
  readonly lang: Lang
  /** The sheet on this page: its cells are links. */
  readonly sheet: string | undefined
  readonly decider: Decider | undefined
  shows(row: number, column: number): boolean
}

/** Problems as one item a sentence, each with the cells it is about. */
export function problemItems({ problems, lang, sheet, decider, shows }: ProblemsToShow): readonly ProblemItem[] {
  const bySentence = Map.groupBy(problems, (problem) => describeProblem(problem, lang))
  const items = [...bySentence].map(([title, group]) => ({
    key: title,
    kind: KINDS[group[0]?.severity ?? 'info'],
    title,
    ...actionsFor(group, decider),
    text: (
      <>
        <Cells group={group} lang={lang} here={(problem) => problem.sheet === sheet && isShown(problem, shows)} />
        <OtherDataset problem={group[0]} />
      </>
    ),
  }))
  return items.sort((a, b) => ORDER[a.kind] - ORDER[b.kind])
}

function actionsFor(group: readonly Problem[], decider: Decider | undefined): Pick<ProblemItem, 'actions'> {
  const asking = group.find(asksForReading)
  return asking && decider ? { actions: <DecisionFor problem={asking} decider={decider} /> } : {}
}

function isShown({ row, column }: Place, shows: ProblemsToShow['shows']): boolean {
  return row !== undefined && shows(row, column ?? 1)
}

/** A near copy is judged by looking at it. */
function OtherDataset({ problem }: { problem: Problem | undefined }) {
  const { slug, dataset } = problem?.params ?? {}
  if (problem?.code !== 'near-duplicate-table' || slug === undefined) return null
  return <a href={`/bo-du-lieu/${slug}`}>{dataset}</a>
}

type Place = Pick<Problem, 'sheet' | 'row' | 'column'>

interface CellsProps {
  readonly group: readonly Place[]
  readonly lang: Lang
  here(problem: Place): boolean
}

export function Cells({ group, lang, here }: CellsProps) {
  const say = dataWords(lang)
  const placed = group.filter((problem) => problem.row !== undefined)
  if (placed.length === 0) return undefined
  const [first] = placed
  return (
    <>
      {say.cells}{' '}
      {placed.slice(0, MOST_CELLS).map((problem, index) => (
        <>
          {index > 0 && ', '}
          <CellName problem={problem} linked={here(problem)} />
        </>
      ))}
      {placed.length > MOST_CELLS && ` … (${placed.length})`}
      {first?.sheet !== undefined && !here(first) && `, ${say.onSheet(first.sheet)}`}
    </>
  )
}

function CellName({ problem: { row = 0, column }, linked }: { problem: Place; linked: boolean }) {
  const address = column === undefined ? String(row) : addressOf(row, column)
  return linked ? <a href={`#o-${address}`}>{address}</a> : <span class="num">{address}</span>
}
