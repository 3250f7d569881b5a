import type { FastifyReply, FastifyRequest } from 'fastify'
import { isDay } from '../../../../platform/days.ts'
import { invalidFields } from '../../../../platform/errors.ts'
import type { Http } from '../../../../platform/http/index.ts'
import { isUuid } from '../../../../platform/ids.ts'
import { cleanText } from '../../../../platform/text.ts'
import {
  action,
  assertCan,
  can,
  type FormState,
  listIn,
  pathParam,
  queryOf,
  textIn,
  UNTOUCHED,
} from '../../../identity/index.ts'
import type { DatamapDeps } from '../../deps.ts'
import { findInventoryHead, type InventoryHead } from '../store.ts'
import { askBatch, leaveOut, stopBatch } from './ask-batch.ts'
import { isOpen } from './model.ts'
import { BATCH_PARTS, readBatch } from './read-batch.ts'
import { SavedPage } from './saved-page.tsx'

const PATH = '/lam-viec/ban-do/nap/:id'
const REFRESH_SECONDS = 3
const NUMBER_MAX = 200
const room = { module: 'datamap' } as const

/** What is done with all drafts of a workbook together: sent, approved under one decision, some left out. */
export function batchRoutes(http: Http, deps: DatamapDeps): void {
  const head = (request: FastifyRequest) => findInventoryHead(deps.db, pathParam(request, 'id'))
  const again = async (request: FastifyRequest, state: FormState) =>
    savedPage(deps, request, { inventory: await head(request), state })
  action(http, {
    ...room,
    path: `${PATH}/gui`,
    name: 'inventorySubmit',
    summary: 'Gửi duyệt các bản nháp đủ nội dung của một tệp',
    gate: 'catalog.change.submit',
    async run(request) {
      const inventory = await head(request)
      await askBatch(deps, request.actor, { inventory, step: 'submit' })
      return `/lam-viec/ban-do/nap/${inventory.id}`
    },
    again,
  })
  action(http, {
    ...room,
    path: `${PATH}/duyet`,
    name: 'inventoryApprove',
    summary: 'Duyệt các bản đang chờ của một tệp theo một quyết định',
    gate: 'catalog.change.approve',
    async run(request, form) {
      const inventory = await head(request)
      const number = cleanText(textIn(form, 'number')).slice(0, NUMBER_MAX)
      const date = cleanText(textIn(form, 'date'))
      if (date !== '' && !isDay(date)) throw wrongDate()
      const decision = { ...(number ? { number } : {}), ...(date ? { date } : {}) }
      await askBatch(deps, request.actor, { inventory, step: 'approve', decision })
      return `/lam-viec/ban-do/nap/${inventory.id}`
    },
    again,
  })
  sideRoutes(http, deps, { head, again })
}

function wrongDate() {
  const message = { vi: 'Ngày ký chưa đúng.', en: 'The date is wrong.' }
  return invalidFields('datamap.wrong-date', [{ field: 'date', message }])
}

interface Shown {
  readonly head: (request: FastifyRequest) => Promise<InventoryHead>
  readonly again: Parameters<typeof action>[1]['again']
}

function sideRoutes(http: Http, deps: DatamapDeps, { head, again }: Shown): void {
  action(http, {
    ...room,
    path: `${PATH}/bo-ra`,
    name: 'inventoryLeaveOut',
    summary: 'Bỏ vài bản ra khỏi lần gửi, duyệt cả tệp, hoặc lấy vào lại',
    gate: 'catalog.change.submit',
    async run(request, form) {
      const inventory = await head(request)
      const rows = listIn(form, 'dong').filter(isUuid)
      const part = BATCH_PARTS.find((one) => one === textIn(form, 'xem')) ?? 'du'
      const moved = part === 'bo' ? { out: [], back: rows } : { out: rows, back: [] }
      await leaveOut(deps, request.actor, { inventory, ...moved })
      return `/lam-viec/ban-do/nap/${inventory.id}?xem=${part}#tung-ban`
    },
    again,
  })
  action(http, {
    ...room,
    path: `${PATH}/dung`,
    name: 'inventoryStop',
    summary: 'Dừng việc gửi hoặc duyệt cả tệp',
    gate: 'catalog.change.submit',
    async run(request) {
      const inventory = await head(request)
      await stopBatch(deps, request.actor, inventory)
      return `/lam-viec/ban-do/nap/${inventory.id}`
    },
    again,
  })
}

/** The page of a workbook that was saved: where its drafts stand and what can be done with all of them. */
export async function savedPage(
  deps: DatamapDeps,
  request: FastifyRequest,
  { inventory, state = UNTOUCHED, reply }: { inventory: InventoryHead; state?: FormState; reply?: FastifyReply },
) {
  const { actor } = request
  const target = { agencyId: inventory.agencyId }
  assertCan(actor, 'catalog.draft.read', target)
  const [batch, agency] = await Promise.all([readBatch(deps, inventory), deps.agencies.byId(inventory.agencyId)])
  // A header, so that it works without script and ends by itself once the work is done.
  if (batch.run && isOpen(batch.run)) void reply?.header('refresh', REFRESH_SECONDS)
  const query = queryOf(request)
  return (
    <SavedPage
      request={request}
      state={state}
      inventory={inventory}
      batch={batch}
      agency={agency?.name ?? ''}
      part={BATCH_PARTS.find((one) => one === textIn(query, 'xem'))}
      page={Math.max(1, Math.trunc(Number(textIn(query, 'trang'))) || 1)}
      maySubmit={can(actor, 'catalog.change.submit', target)}
      mayApprove={can(actor, 'catalog.change.approve', target)}
      maySeeSystems={can(actor, 'datamap.system.read', target)}
    />
  )
}
