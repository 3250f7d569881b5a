import type { FastifyRequest } from 'fastify'
import type { Recipe, RecipeStep } from '../../../tabular/index.ts'
import { describeStep } from '../../../tabular/index.ts'
import {
  CsrfField,
  EmptyState,
  formatNumber,
  Message,
  NextBar,
  ProblemList,
  RecipeList,
  RoleLegend,
  SheetPicture,
  TidyPreview,
  ViewTabs,
} from '../../../ui/index.ts'
import type { Source } from '../../datasets/index.ts'
import { DropZone } from '../upload/upload-page.tsx'
import type { FormState } from '../web/route.ts'
import type { DataStepView, TableSample } from './read-data-step.ts'
import { Difference } from './difference.tsx'
import { DraftFrame, draftHref } from './draft-frame.tsx'
import { type DrawnSheet, drawSheet } from './draw-sheet.ts'
import { PersonalNotice } from './personal-notice.tsx'
import { problemItems } from './problem-items.tsx'
import { dataWords, draftWords, fixKind } from './words.ts'

export interface DataStepProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly data: DataStepView
}

/** First step: the file as it is beside the table it becomes, and everything that is in doubt. */
export function DataStep({ request, state, data }: DataStepProps) {
  const { lang } = request
  const say = dataWords(lang)
  const { view, source, sources } = data
  const { id } = view.change
  return (
    <DraftFrame
      request={request}
      view={view}
      step="data"
      state={state}
      heading={say.heading}
      lede={source ? <SourceLine source={source} lang={lang} /> : undefined}
      islands={['o-sang', 'tha-tep']}
      wide
    >
      {sources.length > 1 && (
        <ViewTabs
          lang={lang}
          label={say.files}
          tabs={sources.map((item) => ({
            href: `${draftHref(id, 'data')}&tep=${item.id}`,
            text: item.fileName,
            current: item.id === source?.id,
          }))}
        />
      )}
      {source ? <SourceBody request={request} data={data} source={source} /> : <NoSource lang={lang} />}
      {data.differences.map((difference) => (
        <Difference key={difference.distributionId} lang={lang} difference={difference} />
      ))}
      {view.change.state === 'draft' && <MoreFiles request={request} changeId={id} source={source} />}
      <NextBar note={source?.recipe ? say.recipeNote : undefined}>
        <a class="btn" href={draftHref(id, 'describe')}>
          {say.next}
        </a>
      </NextBar>
    </DraftFrame>
  )
}

function NoSource({ lang }: { lang: 'vi' | 'en' }) {
  const say = dataWords(lang)
  return (
    <EmptyState title={say.noFile}>
      <p>{say.noFileHint}</p>
    </EmptyState>
  )
}

function SourceLine({ source, lang }: { source: Source; lang: 'vi' | 'en' }) {
  const say = dataWords(lang)
  const picture = source.understanding?.pictures[0]
  if (!picture) return source.fileName
  const about = say.about(formatNumber(picture.totalRows, lang), formatNumber(picture.totalColumns, lang))
  return (
    <>
      <span class="nw">{source.fileName}</span>, {about}
    </>
  )
}

function SourceBody({ request, data, source }: { request: FastifyRequest; data: DataStepView; source: Source }) {
  const { lang } = request
  const say = dataWords(lang)
  if (source.state === 'reading') {
    return (
      <Message kind="note" title={say.reading(source.fileName)}>
        <p>{say.readingHint}</p>
        <p>
          <a href={request.url}>{draftWords(lang).refresh}</a>
        </p>
      </Message>
    )
  }
  if (source.state === 'failed') {
    return (
      <Message kind="bad" title={say.failed(source.fileName)}>
        <p>{source.failure?.[lang]}</p>
      </Message>
    )
  }
  return (
    <>
      <PersonalNotice lang={lang} hits={source.understanding?.personal ?? []} />
      {data.samples.length === 0 && (
        <Message kind="note" title={say.noTable}>
          <p>{say.noTableHint}</p>
        </Message>
      )}
      <Pair request={request} data={data} source={source} />
    </>
  )
}

function Pair({ request, data, source }: { request: FastifyRequest; data: DataStepView; source: Source }) {
  const { lang } = request
  const say = dataWords(lang)
  const { understanding } = source
  const { picture } = data
  if (!understanding || !picture) return <Doubts lang={lang} data={data} source={source} drawn={undefined} />
  const here = data.samples.filter((sample) => sample.sheet === picture.sheet)
  const shown = here.length > 0 ? here : data.samples
  const drawn = drawSheet({ understanding, picture, columns: shown[0]?.columns ?? [], lang, allHref: data.allHref })
  return (
    <o-sang>
      <div class="pair">
        <section class="left" aria-labelledby="h-t">
          <div class="head">
            <h2 id="h-t">{say.asIs}</h2>
          </div>
          {data.sheetTabs.length > 1 && <ViewTabs lang={lang} small label={say.sheet} tabs={data.sheetTabs} />}
          <SheetPicture
            lang={lang}
            caption={picture.sheet ?? source.fileName}
            columns={drawn.columns}
            rows={drawn.rows}
          />
          <RoleLegend lang={lang} items={drawn.legend} />
          <Recipe recipe={source.recipe} samples={data.samples} lang={lang} />
        </section>
        <section class="right" aria-labelledby="h-b">
          <Tables lang={lang} samples={shown} />
          <Doubts lang={lang} data={data} source={source} drawn={drawn} />
        </section>
      </div>
    </o-sang>
  )
}

function Tables({ lang, samples }: { lang: 'vi' | 'en'; samples: readonly TableSample[] }) {
  const say = dataWords(lang)
  return (
    <>
      {samples.map((sample, index) => {
        const rest = sample.total - sample.rows.length
        return (
          <>
            <div class="head">
              <h2 id={index === 0 ? 'h-b' : undefined}>{samples.length > 1 ? sample.title : say.result}</h2>
              <span class="small muted">
                {say.tableOf(formatNumber(sample.total, lang), formatNumber(sample.columns.length, lang))}
              </span>
            </div>
            <TidyPreview
              lang={lang}
              caption={sample.title}
              columns={sample.columns.map((column) => ({ ...column, key: column.name }))}
              rows={sample.rows}
              gap={rest > 0 ? say.moreRows(formatNumber(rest, lang)) : undefined}
            />
          </>
        )
      })}
    </>
  )
}

function Recipe({
  recipe,
  samples,
  lang,
}: {
  recipe: Recipe | undefined
  samples: readonly TableSample[]
  lang: 'vi' | 'en'
}) {
  if (!recipe || recipe.steps.length === 0) return null
  return (
    <>
      <h2 class="pb-h">
        {dataWords(lang).recipe}, <span class="num muted">{recipe.steps.length}</span>
      </h2>
      <RecipeList steps={recipe.steps.map((step) => describeStep(named(step, samples), lang))} />
    </>
  )
}

// A step names columns and tables as programs do; an officer knows them by their titles.
function named(step: RecipeStep, samples: readonly TableSample[]): RecipeStep {
  if (step.op === 'table') return { ...step, name: samples[step.table]?.title ?? step.name }
  if (!('column' in step)) return step
  const columns = samples.flatMap((sample) => sample.columns)
  return { ...step, column: columns.find(({ name }) => name === step.column)?.title ?? step.column }
}

interface DoubtsProps {
  readonly lang: 'vi' | 'en'
  readonly data: DataStepView
  readonly source: Source
  readonly drawn: DrawnSheet | undefined
}

function Doubts({ lang, data, source, drawn }: DoubtsProps) {
  const say = dataWords(lang)
  const problems = source.understanding?.problems ?? []
  const shows = (row: number, column: number) => drawn?.shows(row, column) ?? false
  const items = (of: typeof problems) => problemItems({ problems: of, lang, sheet: data.picture?.sheet, shows })
  const deviations = items(problems.filter(({ code }) => code.startsWith('recipe-')))
  const doubts = items(problems.filter(({ code }) => !code.startsWith('recipe-')))
  const places = data.samples.flatMap(({ columns }) =>
    columns.filter((column) => column.kind === 'place' && !column.codeList),
  )
  const fixes = source.understanding?.fixes ?? []
  return (
    <>
      {deviations.length > 0 && (
        <>
          <h2 class="pb-h">{say.deviations}</h2>
          <ProblemList lang={lang} items={deviations} />
        </>
      )}
      <h2 class="pb-h">
        {say.doubts} <span class="num muted">{doubts.length + places.length}</span>
      </h2>
      {doubts.length + places.length === 0 && <p class="muted">{say.nothing}</p>}
      <ProblemList
        lang={lang}
        items={[
          ...doubts,
          ...places.map(({ name, title }) => ({
            key: name,
            kind: 'check' as const,
            title: say.unboundPlace(title),
            text: undefined,
          })),
        ]}
      />
      {fixes.length > 0 && (
        <>
          <h2 class="pb-h">{say.changes}</h2>
          <ul class="plain">
            {fixes.map((fix) => (
              <li key={fix.kind}>
                {fixKind(lang)[fix.kind] ?? fix.kind}: {say.times(formatNumber(fix.count, lang))},{' '}
                <span class="muted">
                  {say.examples} {fix.example}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function MoreFiles({
  request,
  changeId,
  source,
}: {
  request: FastifyRequest
  changeId: string
  source: Source | undefined
}) {
  const { lang, csrfToken } = request
  const say = dataWords(lang)
  const base = `/lam-viec/thay-doi/${changeId}`
  return (
    <>
      {source && (
        <form method="post" action={`${base}/bo-tep`} class="pb-h">
          <CsrfField token={csrfToken} />
          <input type="hidden" name="tep" value={source.id} />
          <button class="quiet" type="submit">
            {say.remove}
          </button>
        </form>
      )}
      {source?.state !== 'reading' && <AddFile request={request} base={base} open={source === undefined} />}
    </>
  )
}

// Not while the page reloads by itself: a file just chosen would be forgotten.
function AddFile({ request, base, open }: { request: FastifyRequest; base: string; open: boolean }) {
  const { lang, csrfToken } = request
  const say = dataWords(lang)
  return (
    <details class="pb-h" open={open}>
      <summary>{say.add}</summary>
      <form class="form" method="post" enctype="multipart/form-data" action={`${base}/tep`}>
        <CsrfField token={csrfToken} />
        <DropZone lang={lang} />
        <p class="acts">
          <button class="btn plain" type="submit">
            {say.addFile}
          </button>
        </p>
      </form>
    </details>
  )
}
