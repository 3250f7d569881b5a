import type { FastifyRequest } from 'fastify'
import {
  CsrfField,
  EmptyState,
  formatNumber,
  Message,
  NextBar,
  RoleLegend,
  SheetPicture,
  TidyPreview,
  ViewTabs,
} from '../../../ui/index.ts'
import type { Source } from '../../datasets/index.ts'
import type { FormState } from '../../identity/index.ts'
import { recipeHref } from '../recipe/decide.tsx'
import { recipeWords } from '../recipe/words.ts'
import { DropZone } from '../upload/upload-page.tsx'
import { Difference } from './difference.tsx'
import { CleaningSteps, Doubts } from './doubts.tsx'
import { DraftFrame, draftHref } from './draft-frame.tsx'
import { drawSheet } from './draw-sheet.ts'
import { PersonalNotice } from './personal-notice.tsx'
import type { DataStepView, TableSample } from './read-data-step.ts'
import { dataWords, draftWords } from './words.ts'

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
        {source.recipe?.edits?.length ? (
          <p>
            <a href={recipeHref(source.id)}>{recipeWords(lang).edit}</a>
          </p>
        ) : null}
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
          <CleaningSteps source={source} lang={lang} />
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
