import { formatDateTime, formatNumber, type Lang, Part, ScrollBox, StateMark } from '../../../ui/index.ts'
import type { ProfileReport } from '../runs/check-profiles.ts'
import { say } from './words.ts'

/** How far a source keeps the national and the European profile, rule by rule. */
export function ProfilePart({ lang, report }: { lang: Lang; report: ProfileReport }) {
  const words = say(lang)
  const { checked, conforming, gaps, at } = report
  return (
    <Part id="ho-so" title={words.profiles}>
      <p>
        {words.conforming(formatNumber(conforming, lang), formatNumber(checked, lang))} {formatDateTime(at, lang)}
      </p>
      {gaps.length > 0 && (
        <ScrollBox lang={lang} label={words.profiles}>
          <table class="tb">
            <caption class="vh">{words.profiles}</caption>
            <tbody>
              {gaps.map((gap) => (
                <tr key={`${gap.profile} ${gap.vi}`}>
                  <th scope="row">
                    {gap[lang]}
                    <span class="id">{gap.profile}</span>
                  </th>
                  <td class="nw">
                    <StateMark kind={gap.severity === 'violation' ? 'bad' : 'warn'}>
                      {gap.severity === 'violation' ? words.mandatory : words.recommended}
                    </StateMark>
                  </td>
                  <td class="num">
                    <a href={`/id/dataset/${gap.example}`}>{formatNumber(gap.records, lang)}</a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Part>
  )
}
