import { CsrfField, Field, formatNumber, type Lang, Pager, SavedForm, Select, TextArea } from '../../../ui/index.ts'
import { queryOf, textIn } from '../../identity/index.ts'
import { LiveLink } from '../live/views/live-link.tsx'
import type { DatabaseItem } from '../record.ts'
import { choicesOf } from '../words.ts'
import { DraftFrame, type DraftFrameProps } from './draft-page.tsx'
import { type ItemFilter, NEW_ROWS, PER_PAGE, positionsOf } from './item-rows.ts'
import { draftHref } from './sections.ts'
import { draftWords } from './words.ts'

export type ItemSectionProps = Omit<DraftFrameProps, 'children'>

/** The items of a draft, a page at a time; what is found can be set at once. */
export function ItemSection(props: ItemSectionProps) {
  const { request, view } = props
  const { lang } = request
  const say = draftWords(lang)
  const query = queryOf(request)
  const filter: ItemFilter = { q: textIn(query, 'q'), withoutShare: textIn(query, 'thieu') === '1' }
  const found = positionsOf(view.record.items, filter)
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE))
  const page = Math.min(pages, Math.max(1, Number(textIn(query, 'trang')) || 1))
  const shown = found.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const { id } = view.change
  const number = (value: number) => formatNumber(value, lang)
  return (
    <DraftFrame {...props}>
      <p>{say.itemLede}</p>
      {view.mayWrite && <LiveLink lang={lang} resourceId={view.resource.id} />}
      <ItemFinder lang={lang} changeId={id} filter={filter} />
      <p class="small muted">{say.count(number(found.length), number(view.record.items.length))}</p>
      {view.mayWrite && found.length > 1 && <BulkForm {...props} filter={filter} count={number(found.length)} />}
      <ItemForm {...props} shown={shown} />
      {pages > 1 && <Pager lang={lang} page={page} pages={pages} href={(to) => pageHref(id, filter, to)} />}
    </DraftFrame>
  )
}

function ItemForm({ request, view, shown }: ItemSectionProps & { readonly shown: readonly number[] }) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  const { id, revision, updatedAt } = view.change
  const saveTo = `/lam-viec/ban-do/thay-doi/${id}/luu`
  const number = (value: number) => formatNumber(value, lang)
  return (
    <SavedForm lang={lang} saveTo={saveTo} savedAt={updatedAt}>
      <form class="form" method="post" action={saveTo}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="version" value={revision} />
        <input type="hidden" name="phan" value="muc" />
        <input type="hidden" name="vi-tri" value={shown.join(',')} />
        {shown.map((position) => (
          <ItemRow
            key={position}
            lang={lang}
            row={String(position)}
            name={say.row(number(position + 1))}
            item={view.record.items[position]}
          />
        ))}
        {view.mayWrite &&
          Array.from({ length: NEW_ROWS }, (_, index) => (
            <ItemRow key={`moi-${index}`} lang={lang} row={`moi-${index}`} name={say.newRow} item={undefined} />
          ))}
        {view.mayWrite && (
          <p class="acts">
            <button class="btn" type="submit">
              {say.saveOnly}
            </button>
          </p>
        )}
      </form>
    </SavedForm>
  )
}

function pageHref(changeId: string, { q, withoutShare }: ItemFilter, page: number): string {
  const query = new URLSearchParams({
    ...(q ? { q } : {}),
    ...(withoutShare ? { thieu: '1' } : {}),
    trang: String(page),
  })
  return `${draftHref(changeId, 'muc')}&${query}`
}

function ItemFinder({ lang, changeId, filter }: { lang: Lang; changeId: string; filter: ItemFilter }) {
  const say = draftWords(lang)
  return (
    <form class="filters" method="get" action={draftHref(changeId, 'muc').split('?')[0]}>
      <input type="hidden" name="phan" value="muc" />
      <div class="grow">
        <Field lang={lang} name="q" label={say.find} value={filter.q} type="search" />
      </div>
      <div class="choice">
        <input id="thieu" type="checkbox" name="thieu" value="1" checked={filter.withoutShare} />
        <label for="thieu">{say.onlyOpen}</label>
      </div>
      <button class="btn plain" type="submit">
        {say.filter}
      </button>
    </form>
  )
}

function BulkForm({ request, view, filter, count }: ItemSectionProps & { filter: ItemFilter; count: string }) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  return (
    <details>
      <summary>{say.bulk(count)}</summary>
      <form class="filters" method="post" action={`/lam-viec/ban-do/thay-doi/${view.change.id}/nhieu-muc`}>
        <CsrfField token={csrfToken} />
        <input type="hidden" name="version" value={view.change.revision} />
        <input type="hidden" name="q" value={filter.q} />
        <input type="hidden" name="thieu" value={filter.withoutShare ? '1' : ''} />
        <Select
          lang={lang}
          name="nhieu.share"
          label={say.share}
          empty={say.keepAsIs}
          options={choicesOf('share', lang)}
        />
        <Select
          lang={lang}
          name="nhieu.personal"
          label={say.personal}
          empty={say.keepAsIs}
          options={choicesOf('personal', lang)}
        />
        <button class="btn plain" type="submit">
          {say.apply}
        </button>
      </form>
    </details>
  )
}

const NO_ITEM: Partial<DatabaseItem> = {}

interface ItemRowProps {
  readonly lang: Lang
  readonly row: string
  readonly name: string
  readonly item: DatabaseItem | undefined
}

function ItemRow({ lang, row, name, item }: ItemRowProps) {
  const { title, share, personal, table, column, type, codeList, userGroups } = item ?? NO_ITEM
  const say = draftWords(lang)
  const control = (key: string) => ({ lang, name: `${row}.${key}` })
  return (
    <fieldset class="item-row">
      <legend>
        {item ? name : say.newRow} {column && <span class="muted small">{table ? `${table}.${column}` : column}</span>}
      </legend>
      <Field {...control('title')} label={say.title} value={title} maxLength={300} />
      <Select
        {...control('share')}
        label={say.share}
        value={share ?? ''}
        empty={say.notSaid}
        options={choicesOf('share', lang)}
      />
      <Select
        {...control('personal')}
        label={say.personal}
        value={personal ?? ''}
        empty={say.notSaid}
        options={choicesOf('personal', lang)}
      />
      <details class="more">
        <summary>{say.technical}</summary>
        <div class="item-more">
          <Field {...control('table')} label={say.table} value={table} maxLength={300} />
          <Field {...control('column')} label={say.column} value={column} maxLength={300} />
          <Field {...control('type')} label={say.type} value={type} maxLength={120} />
          <Field {...control('codeList')} label={say.codeList} value={codeList} maxLength={120} />
          <TextArea
            {...control('groups')}
            label={say.groups}
            value={userGroups?.join(', ')}
            rows={1}
            maxLength={2000}
          />
        </div>
      </details>
      {item && (
        <div class="choice">
          <input id={`${row}.bo`} type="checkbox" name={`${row}.bo`} value="1" />
          <label for={`${row}.bo`}>{say.remove}</label>
        </div>
      )}
    </fieldset>
  )
}
