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
            <th scope="col">{say.phase}</th>
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
        <tbody>
          {phases.flatMap(({ phase, measures, over }) =>
            measures.map((measure, index) => (
              <tr key={`${phase.id} ${measure.name}`}>
                {index === 0 && (
                  <th scope="rowgroup" rowSpan={measures.length}>
                    {phase.name}
                    <p class="small muted">
                      {dayText(phase.from, lang)}–{dayText(phase.to, lang)}
                    </p>
                  </th>
                )}
                <MeasureCells lang={lang} measure={measure} over={over} />
              </tr>
            )),
          )}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function MeasureCells({ lang, measure, over }: { lang: Lang; measure: Measure; over: boolean }) {
  const say = planWords(lang)
  const { name, unit } = measureWords(measure.name, lang)
  const number = (value: number) => `${formatNumber(value, lang)}${unit}`
  return (
    <>
      <td>{name}</td>
      <td class="n">{number(measure.wanted)}</td>
      <td class="n">{number(measure.reached)}</td>
      <td>
        <StateMark kind={measure.met ? 'good' : over ? 'bad' : 'idle'}>
          {measure.met ? say.met : over ? say.notMet : say.notYet}
        </StateMark>
      </td>
    </>
  )
}
