import { formatDate, type Lang, Message } from '../../../../ui/index.ts'
import { citation } from '../level-rules.ts'
import type { Ground, Proposal } from '../propose-level.ts'
import type { SystemView } from '../read-system.ts'
import { say as pageWords } from './page-words.ts'

/** The settled level with its grounds, and what the rules would say today. */
export function LevelPart({ lang, view }: { lang: Lang; view: SystemView }) {
  const say = pageWords(lang)
  const { choice } = view.system.record
  const { now, later } = view.proposal
  if (!choice) return <p>{say.levelNone}.</p>
  const differs = now.level !== undefined && now.level !== choice.level && now.level !== choice.proposed
  return (
    <>
      <p>{say.chosen(choice.level, choice.by, formatDate(choice.on, lang))}</p>
      {choice.reason && (
        <p>
          {choice.proposed !== undefined && choice.proposed !== choice.level && `${say.overridden(choice.proposed)} `}
          {choice.reason}
        </p>
      )}
      {differs && now.level !== undefined && (
        <Message kind="note">
          <p>{say.differs(now.level)}</p>
        </Message>
      )}
      <Grounds lang={lang} proposal={now} />
      <Later lang={lang} later={later} />
    </>
  )
}

/** What the rules propose, by which decree, for which reasons. */
export function ProposalPart({ lang, now, later }: { lang: Lang; now: Proposal; later: Proposal | undefined }) {
  const say = pageWords(lang)
  return (
    <Message kind="note" title={now.level === undefined ? say.proposedNone : say.proposedNow(now.level)}>
      <Grounds lang={lang} proposal={now} />
      <Later lang={lang} later={later} />
    </Message>
  )
}

function Grounds({ lang, proposal }: { lang: Lang; proposal: Proposal }) {
  const say = pageWords(lang)
  const { regime, grounds, byTransition } = proposal
  const source = citation(regime, lang)
  const { transition } = regime
  return (
    <>
      {source && <p>{say.byDocument(source)}</p>}
      {byTransition && transition && transition.evidence !== 'unverified' && (
        <p>
          {say.transition} {transition.said[lang]} ({citation(transition, lang)})
        </p>
      )}
      <p>{grounds.length === 0 ? say.noGround : say.grounds}</p>
      {grounds.length > 0 && (
        <ul class="grounds">
          {grounds.map((ground) => (
            <GroundLine key={ground.id} lang={lang} ground={ground} />
          ))}
        </ul>
      )}
      {(regime.notes ?? []).map(({ article, said }) => (
        <p key={article} class="small muted">
          {said[lang]} ({article}, {regime.document})
        </p>
      ))}
    </>
  )
}

function GroundLine({ lang, ground }: { lang: Lang; ground: Ground }) {
  const say = pageWords(lang)
  const source = citation(ground, lang)
  return (
    <li>
      <b class="num">{say.levelShort(ground.level)}</b>: {ground.said[lang]}{' '}
      <span class="small muted">
        ({source ?? say.uncited}
        {ground.carriedFrom && `; ${say.carried(ground.carriedFrom)}`})
      </span>
    </li>
  )
}

function Later({ lang, later }: { lang: Lang; later: Proposal | undefined }) {
  const source = later && citation(later.regime, lang)
  if (later?.level === undefined || !source) return null
  return <p>{pageWords(lang).later(String(later.level), source)}</p>
}
