import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { action, type FormState, page, pathParam, textIn, UNTOUCHED } from '../../identity/index.ts'
import { askReading } from './ask-reading.ts'
import { removeConnection, saveConnection } from './connect.ts'
import type { LiveDeps } from './deps.ts'
import { connectionIn } from './form.ts'
import { EVERIES, isOpen } from './model.ts'
import { readLiveView } from './read-live.ts'
import { noteDriftSeen, scheduleReading } from './schedule.ts'
import { takeItems } from './take-items.ts'
import { LivePage } from './views/live-page.tsx'

const PATH = '/lam-viec/ban-do/:id/doc-csdl'
const REFRESH_SECONDS = 3
const common = { module: 'datamap', gate: 'datamap.database.write' } as const

/** Officers' page for reading a running database. */
export function livePages(http: Http, deps: LiveDeps): void {
  const show = async (request: FastifyRequest, state: FormState, reply?: FastifyReply) => {
    const view = await readLiveView(deps, request.actor, pathParam(request, 'id'))
    const [last] = view.readings
    // A header, so that it works without script and ends by itself once the structure is read.
    if (last && isOpen(last)) void reply?.header('refresh', REFRESH_SECONDS)
    return <LivePage request={request} view={view} state={state} />
  }
  const again = (request: FastifyRequest, state: FormState) => show(request, state)
  const here = (request: FastifyRequest) => `/lam-viec/ban-do/${pathParam(request, 'id')}/doc-csdl`
  page(http, {
    ...common,
    path: PATH,
    name: 'liveDatabase',
    summary: 'Đọc cấu trúc cơ sở dữ liệu đang chạy',
    view: (request, reply) => show(request, UNTOUCHED, reply),
  })
  action(http, {
    ...common,
    path: PATH,
    name: 'liveRead',
    summary: 'Yêu cầu đọc cấu trúc',
    async run(request) {
      await askReading(deps, request.actor, pathParam(request, 'id'))
      return `${here(request)}?xong=doc`
    },
    again,
  })
  connectActions(http, deps, { again, here })
  scheduleActions(http, deps, { again, here })
  takeAction(http, deps, { again, here })
}

interface Shown {
  readonly again: (request: FastifyRequest, state: FormState) => ReturnType<Parameters<typeof action>[1]['again']>
  readonly here: (request: FastifyRequest) => string
}

function connectActions(http: Http, deps: LiveDeps, { again, here }: Shown): void {
  action(http, {
    ...common,
    path: `${PATH}/ket-noi`,
    name: 'liveConnect',
    summary: 'Lưu kết nối tới cơ sở dữ liệu',
    async run(request, form) {
      const resourceId = pathParam(request, 'id')
      await saveConnection(deps, request.actor, { ...connectionIn(form), resourceId })
      return `${here(request)}?xong=luu`
    },
    again,
  })
  action(http, {
    ...common,
    path: `${PATH}/ket-noi/xoa`,
    name: 'liveDisconnect',
    summary: 'Xoá kết nối tới cơ sở dữ liệu',
    async run(request) {
      await removeConnection(deps, request.actor, pathParam(request, 'id'))
      return `${here(request)}?xong=xoa`
    },
    again,
  })
}

function scheduleActions(http: Http, deps: LiveDeps, { again, here }: Shown): void {
  action(http, {
    module: 'datamap',
    gate: 'datamap.reading.schedule',
    path: `${PATH}/lich`,
    name: 'liveSchedule',
    summary: 'Đặt lịch đọc lại cấu trúc',
    async run(request, form) {
      const every = EVERIES.find((one) => one === textIn(form, 'every')) ?? 'off'
      await scheduleReading(deps, request.actor, { resourceId: pathParam(request, 'id'), every })
      return `${here(request)}?xong=lich#lich`
    },
    again,
  })
  action(http, {
    ...common,
    path: `${PATH}/da-xem`,
    name: 'liveDriftSeen',
    summary: 'Ghi là đã xem thay đổi cấu trúc',
    async run(request, form) {
      const seen = Number(textIn(form, 'seen'))
      await noteDriftSeen(deps, request.actor, { resourceId: pathParam(request, 'id'), seen })
      return `${here(request)}?xong=da-xem`
    },
    again,
  })
}

function takeAction(http: Http, deps: LiveDeps, { again, here }: Shown): void {
  action(http, {
    ...common,
    path: `${PATH}/dua-vao`,
    name: 'liveTake',
    summary: 'Đưa cấu trúc đã đọc vào bản nháp',
    async run(request) {
      const { added, completed, gone, left } = await takeItems(deps, request.actor, pathParam(request, 'id'))
      const counts = { them: added, dien: completed, mat: gone, 'con-lai': left }
      const query = new URLSearchParams(Object.entries(counts).map(([name, value]) => [name, String(value)]))
      return `${here(request)}?xong=dua-vao&${query}`
    },
    again,
  })
}
