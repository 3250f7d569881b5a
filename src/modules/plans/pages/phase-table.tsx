import { formatNumber, type Lang, ScrollBox, StateMark } from '../../../ui/index.ts'
import type { Measure, PhaseProgress } from '../progress/model.ts'
import { dayText } from '../views/day-text.ts'
import { measureWords } from '../views/words.ts'
import { planWords } from './words.ts'

/** Each phase with its minimum level, what is reached, and whether that is enough. */
export function PhaseTable({ lang, phases }: { lang: Lang; phases: readonly PhaseProgress[] }) {
  const say = planWords(lang)
  return (
    <ScrollBox lang={lang} label={say.phases}>
      <table class="tb">
        <caption class="vh">{say.phases}</caption>
        <thead>
          <tr>
            <th scope="col">{say.measure}</th>
            <th scope="col" class="n">
              {say.wanted}
            </th>
            <th scope="col" class="n">
              {say.reached}
            </th>
            <th scope="col">{say.state}</th>
          </tr>
        </thead>
        {phases
          .filter(({ measures }) => measures.length > 0)
          .map(({ phase, measures, over }) => (
            <tbody key={phase.id}>
              <tr>
                <th scope="rowgroup" colSpan={4}>
                  {phase.name}{' '}
                  <span class="small muted">
                    {dayText(phase.from, lang)}–{dayText(phase.to, lang)}
                  </span>
                </th>
              </tr>
              {measures.map((measure) => (
                <MeasureRow key={measure.name} lang={lang} measure={measure} over={over} />
              ))}
            </tbody>
          ))}
      </table>
    </ScrollBox>
  )
}

function MeasureRow({ lang, measure, over }: { lang: Lang; measure: Measure; over: boolean }) {
  const say = planWords(lang)
  const { name, unit } = measureWords(measure.name, lang)
  const number = (value: number) => `${formatNumber(value, lang)}${unit}`
  return (
    <tr>
      <td>{name}</td>
      <td class="n">{number(measure.wanted)}</td>
      <td class="n">{number(measure.reached)}</td>
      <td>
        <StateMark kind={measure.met ? 'good' : over ? 'bad' : 'idle'}>
          {measure.met ? say.met : over ? say.notMet : say.notYet}
        </StateMark>
      </td>
    </tr>
  )
}
