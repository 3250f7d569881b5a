import type { FastifyRequest } from 'fastify'
import { CsrfField, ScrollBox } from '../../../ui/index.ts'
import type { Phase } from '../content/model.ts'
import { draftWords } from './draft-words.ts'
import { LEVELS } from './from-form.ts'
import type { DraftView } from './view-draft.ts'

const SPARE_ROWS = 2

/** Phases with their minimum level, a row each. */
export function PhasesRoom({
  request,
  view,
  phases,
}: {
  request: FastifyRequest
  view: DraftView
  phases: readonly Phase[]
}) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  const spare = view.may.write ? SPARE_ROWS : 0
  const rows = [...phases, ...Array.from({ length: spare }, () => undefined)]
  return (
    <form method="post" action={`/lam-viec/ke-hoach/ban-nhap/${view.change.id}/giai-doan`}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="revision" value={view.change.revision} />
      <p class="help">{say.phasesHelp}</p>
      <ScrollBox lang={lang} label={say.rooms.phases}>
        <table class="tb plan-rows" id="phases">
          <caption class="vh">{say.rooms.phases}</caption>
          <thead>
            <tr>
              {(['name', 'from', 'to', ...LEVELS] as const).map((name) => (
                <th key={name} scope="col">
                  {say.phase[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((phase, row) => (
              <Row key={row} row={row} phase={phase} words={say.phase} fixed={!view.may.write} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {view.may.write && (
        <p class="row-acts">
          <button class="btn" type="submit">
            {say.save}
          </button>
        </p>
      )}
    </form>
  )
}

interface RowProps {
  readonly row: number
  readonly phase: Phase | undefined
  readonly words: Readonly<Record<'name' | 'from' | 'to' | (typeof LEVELS)[number], string>>
  readonly fixed: boolean
}

function Row({ row, phase, words: say, fixed }: RowProps) {
  const input = (name: keyof typeof say, value: string | number | undefined, type: 'text' | 'date' = 'text') => {
    const attributes = { name: `g${row}.${name}`, value, type, readOnly: fixed, maxLength: name === 'name' ? 200 : 20 }
    return <input aria-label={`${say[name]}, ${row + 1}`} {...(attributes as object)} />
  }
  return (
    <tr id={phase && `phases.${phase.id}`}>
      <td>
        <input type="hidden" name={`g${row}.id`} value={phase?.id} />
        {input('name', phase?.name)}
      </td>
      <td>{input('from', phase?.from, 'date')}</td>
      <td>{input('to', phase?.to, 'date')}</td>
      {LEVELS.map((name) => (
        <td key={name} class="narrow">
          {input(name, phase?.minimum[name])}
        </td>
      ))}
    </tr>
  )
}
