import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import {
  Badge,
  Crumbs,
  DataTable,
  type Fact,
  Facts,
  formatDate,
  type Lang,
  LeaderList,
  Message,
  PageHead,
  Part,
  StateMark,
} from '../../../../ui/index.ts'
import { type FormState, queryOf, textIn, WorkPage } from '../../../identity/index.ts'
import { TEXTS } from '../forms.ts'
import { citation } from '../level-rules.ts'
import type { SystemView } from '../read-system.ts'
import { LAYERS } from '../record.ts'
import { choiceWords, nameOf } from '../words.ts'
import { DossierParts, DossierState, History } from './dossier-part.tsx'
import { LevelPart } from './level-part.tsx'
import { say as pageWords } from './page-words.ts'
import { REGISTER_PATH } from './register-page.tsx'

export interface SystemPageProps {
  readonly request: FastifyRequest
  readonly view: SystemView
  readonly state: FormState
}

/** One system: its level and why, its dossier and what comes next, its four layers. */
export function SystemPage({ request, view, state }: SystemPageProps) {
  const { lang } = request
  const say = pageWords(lang)
  const { statement } = view.system.record
  const path = `${REGISTER_PATH}/${view.system.id}`
  const done = textIn(queryOf(request), 'xong') === '' ? undefined : say.saved
  return (
    <WorkPage request={request} title={statement.name} done={done} room="systems">
      <Crumbs
        lang={lang}
        items={[
          { href: REGISTER_PATH, text: say.title },
          { href: `${REGISTER_PATH}?co-quan=${view.agency.code}`, text: view.agency.name },
        ]}
      />
      <PageHead
        title={statement.name}
        by={view.agency.name}
        lede={statement.purpose}
        action={view.mayWrite && <Way href={`${path}/sua`}>{say.edit}</Way>}
      />
      <Facts items={factsOf(view, lang)} />
      <Protection request={request} view={view} state={state} path={path} />
      <Part id="ra-soat" title={say.review}>
        <Review lang={lang} view={view} />
      </Part>
      <Part id="thong-tin" title={say.about}>
        <About lang={lang} view={view} />
      </Part>
    </WorkPage>
  )
}

function Protection({ request, view, state, path }: SystemPageProps & { path: string }) {
  const { lang } = request
  const say = pageWords(lang)
  return (
    <>
      <Part id="cap-do" title={say.levelPart}>
        <LevelPart lang={lang} view={view} />
        {view.mayWrite && (
          <p>
            <Way href={`${path}/cap-do`}>{view.system.record.choice ? say.settleAgain : say.settle}</Way>
          </p>
        )}
      </Part>
      <Part id="ho-so" title={say.parts}>
        <DossierState request={request} view={view} state={state} />
        <DossierParts lang={lang} view={view} />
        {view.history.length > 0 && <History lang={lang} view={view} />}
      </Part>
      <Part id="bon-lop" title={say.layers}>
        <Layers lang={lang} view={view} />
        {view.mayWrite && (
          <p>
            <Way href={`${path}/kiem-tra`}>{say.evidence}</Way>
          </p>
        )}
      </Part>
    </>
  )
}

function Way({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a class="btn plain" href={href}>
      {children}
    </a>
  )
}

function factsOf({ system, standing, layers }: SystemView, lang: Lang): readonly Fact[] {
  const say = pageWords(lang)
  const names = choiceWords(lang)
  const { approval, statement, checklist } = system.record
  const approved = approval && say.approvedAt(String(approval.level), approval.number, formatDate(approval.on, lang))
  return [
    { term: say.level, value: standing.level === undefined ? say.levelNone : <Badge>{standing.level}</Badge> },
    {
      term: say.approval,
      value: <StateMark kind={approved ? 'good' : 'warn'}>{approved ?? say.noApproval}</StateMark>,
    },
    {
      term: say.layers,
      value: (
        <StateMark kind={layers.length === LAYERS.length ? 'good' : 'warn'}>
          {say.ofFour(String(layers.length))}
        </StateMark>
      ),
    },
    { term: say.label, value: nameOf(names, 'label', checklist.label.state) },
    { term: say.fields['status'] ?? '', value: nameOf(names, 'status', statement.status) },
  ]
}

function Layers({ lang, view }: { lang: Lang; view: SystemView }) {
  const say = pageWords(lang)
  const { layers } = view.system.record.checklist
  return (
    <>
      {view.sameAssessor && (
        <Message kind="note">
          <p>{say.sameUnit}</p>
        </Message>
      )}
      <DataTable
        lang={lang}
        caption={say.layers}
        columns={[
          { name: 'layer', title: say.layers },
          { name: 'state', title: say.state },
          { name: 'unit', title: say.unit },
          { name: 'proof', title: say.proof },
          { name: 'since', title: say.since, type: 'date' },
          { name: 'until', title: say.until, type: 'date' },
        ]}
        rows={LAYERS.map((name) => {
          const layer = layers[name]
          const title = nameOf(choiceWords(lang), 'layers', name)
          return [title, view.layers.includes(name), layer?.unit, layer?.evidence, layer?.since, layer?.until]
        })}
        cell={(value, column) =>
          column.name === 'state' ? (
            <StateMark kind={value === true ? 'good' : 'warn'}>
              {value === true ? say.yes : say.layersMissing}
            </StateMark>
          ) : undefined
        }
      />
    </>
  )
}

function Review({ lang, view }: { lang: Lang; view: SystemView }) {
  const say = pageWords(lang)
  const { review, standing } = view
  if (!review) return standing.reviewedOn ? <p>{say.reviewDone(formatDate(standing.reviewedOn, lang))}</p> : null
  const due = formatDate(review.due, lang)
  const text = review.done
    ? say.reviewDone(formatDate(standing.reviewedOn ?? review.due, lang))
    : review.late
      ? say.reviewLate(due)
      : say.reviewDue(due)
  return (
    <p>
      <StateMark kind={review.done ? 'good' : review.late ? 'bad' : 'warn'}>{text}</StateMark>{' '}
      <span class="small muted">
        {review.rule.said[lang]} ({citation(review.rule, lang)})
      </span>
    </p>
  )
}

function About({ lang, view }: { lang: Lang; view: SystemView }) {
  const say = pageWords(lang)
  const { statement } = view.system.record
  const items = [
    ...TEXTS.flatMap((name) => (statement[name] ? [{ term: say.fields[name] ?? name, value: statement[name] }] : [])),
    ...(statement.yearInUse ? [{ term: say.fields['yearInUse'] ?? '', value: String(statement.yearInUse) }] : []),
    ...(statement.investedOn
      ? [{ term: say.fields['investedOn'] ?? '', value: formatDate(statement.investedOn, lang) }]
      : []),
  ]
  return (
    <>
      {items.length > 0 && <Facts items={items} />}
      {view.databases.length > 0 && (
        <>
          <h3>{say.databases}</h3>
          <LeaderList
            lang={lang}
            items={view.databases.map(({ slug, name }) => ({ href: `/lam-viec/ban-do/${slug}`, text: name }))}
          />
        </>
      )}
    </>
  )
}
