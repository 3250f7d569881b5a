import { formatDate, formatPeriod, type Lang, ScrollBox } from '../../../ui/index.ts'
import type { SeriesMember } from '../../catalog/index.ts'
import { seriesWords } from './words.ts'

/** Datasets of a series, the newest period on top: the one most people want. */
export function MemberTable({ lang, members }: { lang: Lang; members: readonly SeriesMember[] }) {
  const say = seriesWords(lang)
  if (members.length === 0) return <p>{say.noMembers}</p>
  return (
    <ScrollBox lang={lang} label={say.memberPart}>
      <table class="tb">
        <caption class="vh">{say.memberPart}</caption>
        <thead>
          <tr>
            <th scope="col">{say.period}</th>
            <th scope="col">{say.dataset}</th>
            <th scope="col">{say.issued}</th>
          </tr>
        </thead>
        <tbody>
          {members.toReversed().map((member) => (
            <tr key={member.id}>
              <td class="nw">{periodOf(member, lang)}</td>
              <th scope="row">
                <a href={`/bo-du-lieu/${member.slug}`}>{member.title[lang] ?? member.title.vi}</a>
              </th>
              <td class="nw">{formatDate(member.issued, lang)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function periodOf({ from, to }: SeriesMember, lang: Lang): string {
  const ends = [...new Set([from, to].flatMap((end) => (end === undefined ? [] : [formatPeriod(end, lang)])))]
  return ends.join(' – ') || '–'
}
