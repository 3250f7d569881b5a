import { formatDate, formatNumber, type Lang, Part, ScrollBox } from '../../../../ui/index.ts'
import type { NodeSystems } from '../model.ts'
import { say } from './words.ts'

/** Information systems by level, added up over the nodes that say so; never node by node. */
export function SystemsPart({ lang, told }: { lang: Lang; told: readonly NodeSystems[] }) {
  // One alone would be told by the sum.
  if (told.length < 2) return null
  const text = say(lang)
  const sum = (of: (one: NodeSystems) => number) =>
    formatNumber(
      told.reduce((all, one) => all + of(one), 0),
      lang,
    )
  const days = told.map(({ on }) => on).toSorted()
  return (
    <Part id="he-thong" title={text.systems}>
      <p>{text.systemsLede(formatNumber(told.length, lang), formatDate(days[0] ?? '', lang))}</p>
      <ScrollBox lang={lang} label={text.systems}>
        <table class="tb">
          <caption class="vh">{text.systems}</caption>
          <tbody>
            {[1, 2, 3, 4, 5].map((level) => (
              <tr key={level}>
                <th scope="row">{text.level(level)}</th>
                <td class="n">{sum(({ levels }) => levels[level - 1] ?? 0)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{text.approved}</th>
              <td class="n">{sum(({ classified }) => classified)}</td>
            </tr>
            <tr>
              <th scope="row">{text.allSystems}</th>
              <td class="n">{sum(({ total }) => total)}</td>
            </tr>
          </tbody>
        </table>
      </ScrollBox>
    </Part>
  )
}
