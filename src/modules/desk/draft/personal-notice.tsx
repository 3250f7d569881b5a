import { formatNumber, type Lang, Message } from '../../../ui/index.ts'
import type { PersonalHit } from '../../datasets/index.ts'
import { dataWords, personalKind } from './words.ts'

/** Contacts of an office are shown to everybody and stop nothing. */
export function isOfPersons(hit: PersonalHit): boolean {
  return hit.severity !== 'organisation-contact'
}

/** Names every column that looks like data of persons, with masked examples, and says what follows from it. */
export function PersonalNotice({ lang, hits }: { lang: Lang; hits: readonly PersonalHit[] }) {
  const say = dataWords(lang)
  const grave = hits.filter(isOfPersons)
  if (grave.length === 0) return null
  return (
    <Message kind="bad" title={say.personal}>
      <ul>
        {grave.map((hit) => (
          <li key={`${hit.table} ${hit.column} ${hit.kind}`}>
            {say.personalLine(hit.columnTitle, formatNumber(hit.count, lang))}
            <b>{personalKind(lang)[hit.kind] ?? hit.kind}</b>
            {hit.examples.length > 0 && ` (${say.examples} ${hit.examples.slice(0, 2).join(', ')})`}
          </li>
        ))}
      </ul>
      <p>{say.personalHint}</p>
    </Message>
  )
}
