import { CsrfField, formatNumber, Pager, ScrollBox, ViewTabs } from '../../../../ui/index.ts'
import { draftHref } from '../../room/sections.ts'
import type { SavedPageProps } from './page-props.tsx'
import { BATCH_PARTS, type BatchPart } from './read-batch.ts'
import type { DraftLine } from './store.ts'
import { batchWords } from './words.ts'

const PAGE_SIZE = 100

/** The drafts of a workbook by where they stand; those that are ticked are left out, or taken back in. */
export function DraftList(props: SavedPageProps & { readonly mayChange: boolean }) {
  const { request, inventory, batch, page, mayChange } = props
  const { lang, csrfToken } = request
  const say = batchWords(lang)
  const part = props.part ?? BATCH_PARTS.find((one) => batch.parts[one].length > 0) ?? 'du'
  const lines = batch.parts[part]
  const pages = Math.max(1, Math.ceil(lines.length / PAGE_SIZE))
  const at = Math.min(page, pages)
  const base = `/lam-viec/ban-do/nap/${inventory.id}`
  const href = (to: BatchPart, toPage = 1) => `${base}?xem=${to}${toPage > 1 ? `&trang=${toPage}` : ''}#tung-ban`
  const tabs = BATCH_PARTS.filter((one) => one === part || batch.parts[one].length > 0).map((one) => ({
    href: href(one),
    text: `${say.parts[one]} (${formatNumber(batch.parts[one].length, lang)})`,
    current: one === part,
  }))
  return (
    <>
      <ViewTabs lang={lang} tabs={tabs} label={say.list} />
      <form method="post" action={`${base}/bo-ra`}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="xem" value={part} />
        <Lines {...props} part={part} lines={lines.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE)} />
        {mayChange && lines.length > 0 && (
          <p class="acts">
            <button class="btn plain" type="submit">
              {part === 'bo' ? say.takeBack : say.leaveOut}
            </button>
          </p>
        )}
      </form>
      {pages > 1 && <Pager lang={lang} page={at} pages={pages} href={(to) => href(part, to)} />}
    </>
  )
}

interface LinesProps extends SavedPageProps {
  readonly mayChange: boolean
  readonly part: BatchPart
  readonly lines: readonly DraftLine[]
}

function Lines({ request, batch, part, lines, mayChange }: LinesProps) {
  const { lang } = request
  const say = batchWords(lang)
  return (
    <ScrollBox lang={lang} label={say.parts[part]}>
      <table class="tb named stacks">
        <caption class="vh">{say.parts[part]}</caption>
        <thead>
          <tr>
            <th scope="col">{say.name}</th>
            <th scope="col">{say.class}</th>
            <th scope="col" class="n">
              {say.gapCount}
            </th>
            {mayChange && <th scope="col">{part === 'bo' ? say.back : say.out}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ changeId, name, class: own, gaps }) => (
            <tr key={changeId}>
              <th scope="row">
                <a href={batch.inReview.has(changeId) ? `/lam-viec/duyet/${changeId}` : draftHref(changeId, 'gui')}>
                  {name || '–'}
                </a>
              </th>
              <td data-label={say.class}>{own && <span class="cls">{own}</span>}</td>
              <td class="n num" data-label={say.gapCount}>
                {formatNumber(gaps, lang)}
              </td>
              {mayChange && (
                <td data-label={part === 'bo' ? say.back : say.out}>
                  <input
                    type="checkbox"
                    name="dong"
                    value={changeId}
                    aria-label={`${part === 'bo' ? say.back : say.out}: ${name}`}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
