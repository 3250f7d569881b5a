import type { FastifyRequest } from 'fastify'
import {
  CheckboxGroup,
  CsrfField,
  EmptyState,
  errorOf,
  FileDrop,
  type FormError,
  formatNumber,
  Part,
  ScrollBox,
} from '../../../ui/index.ts'
import type { PlanItem } from '../content/model.ts'
import type { Proposal } from '../propose/model.ts'
import { dayText } from '../views/day-text.ts'
import { PagedItems } from '../views/item-finder.tsx'
import { type ItemLook, pickItems } from '../views/pick-items.ts'
import { reasonWord } from '../views/words.ts'
import { draftWords } from './draft-words.ts'
import type { DraftView } from './view-draft.ts'

const MOST_PROPOSALS = 100

export interface ItemsRoomProps {
  readonly request: FastifyRequest
  readonly view: DraftView
  readonly proposals: readonly Proposal[]
  readonly look: ItemLook
  readonly errors: readonly FormError[]
  cycle(code: string): string
}

/** The list of a draft, and the three ways into it: proposals, a workbook, by hand. */
export function ItemsRoom(props: ItemsRoomProps) {
  const { request, view, proposals, look } = props
  const { lang } = request
  const say = draftWords(lang)
  const { items } = view.content
  const base = `/lam-viec/ke-hoach/ban-nhap/${view.change.id}`
  const picked = pickItems(items, look, (item) => item)
  return (
    <>
      <div class="row-acts">
        <p>{say.listed(formatNumber(items.length, lang))}</p>
        {view.may.write && (
          <form method="post" action={`${base}/them`}>
            <CsrfField token={request.csrfToken} />
            <input type="hidden" name="revision" value={view.change.revision} />
            <button class="btn plain" type="submit">
              {say.add}
            </button>
          </form>
        )}
        <a href={`${base}/danh-muc.xlsx`}>{say.getWorkbook}</a>
      </div>
      {items.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHint}</p>
        </EmptyState>
      ) : (
        <PagedItems lang={lang} path={base} q={look.q} keep={{ phan: 'danh-muc' }} picked={picked} all={items.length}>
          <ItemTable {...props} shown={picked.shown} base={base} />
        </PagedItems>
      )}
      {view.may.write && <Proposals request={request} view={view} proposals={proposals} base={base} />}
      {view.may.write && <Workbook {...props} base={base} />}
    </>
  )
}

function ItemTable({
  request,
  view,
  shown,
  cycle,
  base,
}: ItemsRoomProps & { shown: readonly PlanItem[]; base: string }) {
  const { lang } = request
  const say = draftWords(lang)
  const { columns } = say
  const heads = [columns.title, columns.unit, columns.due, columns.cycle, columns.formats, columns.why]
  return (
    <ScrollBox lang={lang} label={say.rooms.items}>
      <table class="tb plan-items">
        <caption class="vh">{say.rooms.items}</caption>
        <thead>
          <tr>
            {[...heads, ...(view.may.write ? [columns.acts] : [])].map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((item) => (
            <ItemRow key={item.id} request={request} view={view} item={item} cycle={cycle} base={base} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

type RowProps = Pick<ItemsRoomProps, 'request' | 'view' | 'cycle'> & { readonly item: PlanItem; readonly base: string }

function ItemRow({ request, view, item, cycle, base }: RowProps) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  return (
    <tr id={`items.${item.id}`}>
      <th scope="row">
        {view.may.write ? <a href={`${base}/muc/${item.id}`}>{item.title || say.edit}</a> : item.title}
      </th>
      <td>{item.unit}</td>
      <td class="num nw">{dayText(item.due, lang)}</td>
      <td>{item.frequency && cycle(item.frequency)}</td>
      <td>{item.formats.join(', ')}</td>
      <td>
        {reasonWord(item.reason.kind, lang)}
        {item.reason.text && <p>{item.reason.text}</p>}
      </td>
      {view.may.write && (
        <td>
          <form method="post" action={`${base}/muc/${item.id}/bo`}>
            <CsrfField token={csrfToken} />
            <input type="hidden" name="revision" value={view.change.revision} />
            <button class="quiet" type="submit">
              {say.drop}
              <span class="vh">: {item.title}</span>
            </button>
          </form>
        </td>
      )}
    </tr>
  )
}

function Proposals({
  request,
  view,
  proposals,
  base,
}: Pick<ItemsRoomProps, 'request' | 'view' | 'proposals'> & { base: string }) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  return (
    <Part id="de-xuat" title={say.proposals}>
      {proposals.length === 0 ? (
        <p class="muted">{say.noProposals}</p>
      ) : (
        <form class="form" method="post" action={`${base}/de-xuat`}>
          <CsrfField token={csrfToken} />
          <input type="hidden" name="revision" value={view.change.revision} />
          <CheckboxGroup
            name="chon"
            label={say.choose}
            help={say.proposalsHelp}
            options={proposals.slice(0, MOST_PROPOSALS).map((proposal) => ({
              value: proposal.key,
              text: proposal.title,
              help: `${reasonWord(proposal.reason.kind, lang)}: ${proposal.reason.text}`,
            }))}
          />
          <button class={view.content.items.length === 0 ? 'btn' : 'btn plain'} type="submit">
            {say.take}
          </button>
        </form>
      )}
    </Part>
  )
}

function Workbook({ request, view, errors, base }: ItemsRoomProps & { base: string }) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  return (
    <Part id="tep-danh-muc" title={say.workbook}>
      <form class="form" method="post" action={`${base}/tep`} enctype="multipart/form-data">
        <CsrfField token={csrfToken} />
        <input type="hidden" name="revision" value={view.change.revision} />
        <FileDrop
          lang={lang}
          name="tep"
          label={say.chooseFile}
          help={say.workbookHelp}
          error={errorOf(errors, 'tep')}
          accept=".xlsx,.xls,.ods,.csv"
          maxBytes={20e6}
        />
        <button class="btn plain" type="submit">
          {say.sendFile}
        </button>
      </form>
    </Part>
  )
}
