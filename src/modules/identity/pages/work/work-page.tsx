import type { FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { type IslandName, Layout, Message, words } from '../../../../ui/index.ts'
import { can } from '../../permissions.ts'
import { pageFrame } from '../frame.tsx'

const navWords = words(
  {
    desk: 'Bàn việc',
    upload: 'Tải bảng lên',
    datasets: 'Bộ dữ liệu',
    databases: 'Bản đồ dữ liệu',
    systems: 'Hệ thống',
    harvest: 'Thu thập',
    holidays: 'Lịch nghỉ',
    plans: 'Kế hoạch',
    requests: 'Đề nghị',
    questions: 'Câu hỏi',
    inbox: 'Hộp thư',
  },
  {
    desk: 'Desk',
    upload: 'Upload a table',
    datasets: 'Datasets',
    databases: 'Data map',
    systems: 'Systems',
    harvest: 'Harvesting',
    holidays: 'Holidays',
    plans: 'Plans',
    requests: 'Requests',
    questions: 'Questions',
    inbox: 'Messages',
  },
)

export interface WorkPageProps {
  readonly request: FastifyRequest
  readonly title: string
  /** What has just been done, in a sentence. */
  readonly done?: string | undefined
  readonly islands?: readonly IslandName[]
  readonly wide?: boolean
  /** Classes of the room beside `wrap`. */
  readonly room?: string | undefined
  readonly head?: ComponentChildren
  readonly children: ComponentChildren
}

/** Frame of the officers' pages: their menu, never listed by search engines, and what has just been done on top. */
export function WorkPage({ request, title, done, islands = [], wide = false, room, head, children }: WorkPageProps) {
  const say = navWords(request.lang)
  const nav = [
    { href: '/lam-viec', text: say.desk },
    ...(can(request.actor, 'catalog.draft.write') ? [{ href: '/lam-viec/tai-len', text: say.upload }] : []),
    { href: '/lam-viec/bo-du-lieu', text: say.datasets },
    ...(can(request.actor, 'datamap.database.write') ? [{ href: '/lam-viec/ban-do', text: say.databases }] : []),
    ...(can(request.actor, 'datamap.system.read') ? [{ href: '/lam-viec/he-thong', text: say.systems }] : []),
    ...(can(request.actor, 'catalog.draft.read') ? [{ href: '/lam-viec/ke-hoach', text: say.plans }] : []),
    ...(can(request.actor, 'plans.request.answer') ? [{ href: '/lam-viec/yeu-cau', text: say.requests }] : []),
    ...(can(request.actor, 'harvest.source.manage') ? [{ href: '/quan-tri/thu-thap', text: say.harvest }] : []),
    ...(can(request.actor, 'node.manage') ? [{ href: '/quan-tri/lich-nghi', text: say.holidays }] : []),
    { href: '/lam-viec/cau-hoi', text: say.questions },
    { href: '/lam-viec/hop-thu', text: say.inbox },
  ]
  return (
    <Layout {...pageFrame(request)} title={title} noIndex nav={nav} islands={islands} wide={wide} head={head}>
      <div class={['wrap', wide && 'wide', room].filter(Boolean).join(' ')}>
        {done && (
          <Message kind="good">
            <p>{done}</p>
          </Message>
        )}
        {children}
      </div>
    </Layout>
  )
}
