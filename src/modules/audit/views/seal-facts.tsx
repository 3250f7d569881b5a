import { CsrfField, type Fact, Facts, formatNumber, type Lang, StateMark, Time } from '../../../ui/index.ts'
import type { SealState } from '../read-evidence.ts'
import { say } from '../words.ts'

export interface SealFactsProps {
  readonly lang: Lang
  readonly state: SealState
  readonly csrf: string
}

/** How far the evidence is sealed, what the last check has shown, and the button that checks again. */
export function SealFacts({ lang, state, csrf }: SealFactsProps) {
  const w = say(lang)
  const items: Fact[] = [
    { term: w.sealed, value: sealedValue(lang, state) },
    { term: w.unsealed, value: w.records(formatNumber(state.waiting.count, lang)) },
    { term: w.check, value: checkValue(lang, state) },
  ]
  return (
    <>
      <Facts items={items} />
      <form method="post" action="/quan-tri/nhat-ky/kiem-tra">
        <CsrfField token={csrf} />
        <button class="btn plain">{w.checkNow}</button>
      </form>
    </>
  )
}

function sealedValue(lang: Lang, { last }: SealState) {
  const w = say(lang)
  if (!last) return w.sealedNothing
  return (
    <>
      {w.records(formatNumber(last.lastSeq, lang))}, <Time value={last.at} lang={lang} form="datetime" />
    </>
  )
}

function checkValue(lang: Lang, { check }: SealState) {
  const w = say(lang)
  if (!check) return w.neverChecked
  const fine = check.findings === 0
  return (
    <>
      <StateMark kind={fine ? 'good' : 'bad'}>
        {fine ? w.checkFine : w.checkWrong(formatNumber(check.findings, lang))}
      </StateMark>{' '}
      <Time value={check.at} lang={lang} form="datetime" />
    </>
  )
}
