import type { FastifyRequest } from 'fastify'
import {
  CheckboxGroup,
  Crumbs,
  CsrfField,
  ErrorSummary,
  errorOf,
  Field,
  type Lang,
  Message,
  PageHead,
  Part,
  RadioGroup,
  Select,
  TextArea,
} from '../../../../ui/index.ts'
import { type FormState, textIn, WorkPage } from '../../../identity/index.ts'
import { factsAsFields, type YES_NO } from '../forms.ts'
import type { Proposal } from '../propose-level.ts'
import type { SystemView } from '../read-system.ts'
import type { SystemFacts } from '../record.ts'
import { choiceWords, optionsOf } from '../words.ts'
import { ProposalPart } from './level-part.tsx'
import { say as pageWords } from './page-words.ts'
import { questionWords } from './question-words.ts'
import { REGISTER_PATH } from './register-page.tsx'

export interface LevelPageProps {
  readonly request: FastifyRequest
  readonly view: SystemView
  /** The answers on the page: those of the address, else those kept. */
  readonly facts: SystemFacts
  readonly proposal: { readonly now: Proposal; readonly later: Proposal | undefined }
  readonly state: FormState
}

/** Questions, what the rules make of the answers, and the officer's word. */
export function LevelPage(props: LevelPageProps) {
  const { request, view, facts, proposal } = props
  const { lang } = request
  const say = pageWords(lang)
  const { name } = view.system.record.statement
  const path = `${REGISTER_PATH}/${view.system.id}`
  const answered = Object.keys(facts).length > 0
  return (
    <WorkPage request={request} title={say.levelTitle(name)} room="systems">
      <Crumbs lang={lang} items={[{ href: path, text: name }]} />
      <PageHead title={say.levelTitle(name)} lede={say.levelLede} />
      <ErrorSummary lang={lang} errors={props.state.errors} />
      {answered && <ProposalPart lang={lang} {...proposal} />}
      {answered && <Decision {...props} />}
      <form class="form" method="get" action={`${path}/cap-do`}>
        <Questions lang={lang} facts={facts} />
        <div class="acts">
          <button class={answered ? 'btn plain' : 'btn'} type="submit">
            {say.showLevel}
          </button>
        </div>
      </form>
    </WorkPage>
  )
}

function Decision({ request, view, facts, proposal, state }: LevelPageProps) {
  const { lang, csrfToken } = request
  const say = pageWords(lang)
  if (view.system.dossier !== 'draft') {
    return (
      <Message kind="note">
        <p>{say.locked}</p>
      </Message>
    )
  }
  const { errors, form } = state
  const chosen = textIn(form, 'level') || String(proposal.now.level ?? view.system.record.choice?.level ?? '')
  return (
    <Part id="chot" title={say.decide}>
      <form class="form" method="post" action={`${REGISTER_PATH}/${view.system.id}/cap-do`}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="revision" value={view.system.revision} />
        {factsAsFields(facts).map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <RadioGroup
          name="level"
          label={say.chooseLevel}
          value={chosen}
          error={errorOf(errors, 'level')}
          options={[1, 2, 3, 4, 5].map((level) => ({ value: String(level), text: say.levelShort(level) }))}
          required
        />
        <TextArea
          lang={lang}
          name="reason"
          label={say.reason}
          value={textIn(form, 'reason')}
          error={errorOf(errors, 'reason')}
          rows={3}
          maxLength={2000}
          required={false}
        />
        <div class="acts">
          <button class="btn" type="submit">
            {say.decide}
          </button>
        </div>
      </form>
    </Part>
  )
}

interface QuestionProps<Name extends string> {
  readonly lang: Lang
  readonly facts: SystemFacts
  readonly name: Name
}

function Choice({ lang, facts, name }: QuestionProps<ChoiceName>) {
  const say = pageWords(lang)
  return (
    <Select
      lang={lang}
      name={name}
      label={questionWords(lang)[name] ?? name}
      value={facts[name] ?? ''}
      empty={say.unanswered}
      options={optionsOf(choiceWords(lang), name)}
    />
  )
}

function YesNo({ lang, facts, name }: QuestionProps<(typeof YES_NO)[number]>) {
  const say = pageWords(lang)
  const answer = facts[name]
  return (
    <Select
      lang={lang}
      name={name}
      label={questionWords(lang)[name] ?? name}
      value={answer === undefined ? '' : answer ? 'yes' : 'no'}
      empty={say.unanswered}
      options={optionsOf(choiceWords(lang), 'yes')}
    />
  )
}

function Count({ lang, facts, name }: QuestionProps<'subjectsBasic' | 'subjectsSensitive'>) {
  const label = questionWords(lang)[name] ?? name
  return (
    <Field
      lang={lang}
      name={name}
      label={label}
      value={facts[name]}
      inputMode="numeric"
      width="medium"
      required={false}
    />
  )
}

type ChoiceName = 'systemType' | 'publicService' | 'onlineService' | 'scope' | 'works' | 'secretHarm'

function Questions(props: { lang: Lang; facts: SystemFacts }) {
  const say = pageWords(props.lang)
  const [first = '', second = '', third = '', fourth = ''] = say.groups
  return (
    <>
      <h2>{first}</h2>
      <Choice {...props} name="systemType" />
      <CheckboxGroup
        name="infoTypes"
        label={questionWords(props.lang)['infoTypes'] ?? ''}
        values={props.facts.infoTypes}
        options={optionsOf(choiceWords(props.lang), 'infoTypes')}
      />
      <h2>{second}</h2>
      <Choice {...props} name="publicService" />
      <Choice {...props} name="onlineService" />
      <YesNo {...props} name="procedures" />
      <Count {...props} name="subjectsBasic" />
      <Count {...props} name="subjectsSensitive" />
      <h2>{third}</h2>
      <Choice {...props} name="scope" />
      <YesNo {...props} name="nonstop" />
      <YesNo {...props} name="nationalEgov" />
      <YesNo {...props} name="nationalData" />
      <Choice {...props} name="works" />
      <YesNo {...props} name="securityWorks" />
      <Choice {...props} name="secretHarm" />
      <h2>{fourth}</h2>
      <YesNo {...props} name="dataExchange" />
      <YesNo {...props} name="eIdentity" />
    </>
  )
}
