import type { Lang } from '../../../ui/index.ts'
import type { Finding } from '../checks/finding.ts'
import { citationOf } from '../rules/model.ts'
import { sheetWords } from './words.ts'

export interface FindingListProps {
  readonly lang: Lang
  readonly findings: readonly Finding[]
  /** Where a finding is mended; without it the list only tells. */
  readonly href?: (field: string) => string
}

/** What the checks have found: what it is, how to mend it, and which rule asks for it. */
export function FindingList({ lang, findings, href }: FindingListProps) {
  const say = sheetWords(lang)
  if (findings.length === 0) return <p>{say.nothingFound}</p>
  return (
    <ol class="fixes plainpts">
      {findings.map((finding, index) => (
        <li key={index}>
          <p>
            <b>{finding.said[lang]}</b> {finding.mend[lang]}{' '}
            <span class="small muted">
              {finding.severity === 'stop' ? say.stop : say.warn}. {sourceOf(finding, lang)}
            </span>
          </p>
          {href && <a href={href(finding.field)}>{say.mend}</a>}
        </li>
      ))}
    </ol>
  )
}

function sourceOf({ rule }: Finding, lang: Lang): string {
  return citationOf(rule, lang) ?? sheetWords(lang).practice
}
