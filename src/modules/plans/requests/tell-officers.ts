import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { StoredEvent } from '../../../platform/events/index.ts'
import type { PlansDeps } from '../deps.ts'

const Asked = Type.Object({
  request: Type.String(),
  number: Type.Number(),
  agencyId: Type.String(),
  title: Type.String(),
  held: Type.Boolean(),
})

/** Tells the officers of an agency that somebody asks it for data. An event seen twice makes one message. */
export async function tellOfRequest(deps: PlansDeps, { id, payload }: StoredEvent): Promise<void> {
  if (!Value.Check(Asked, payload)) return
  const people = await deps.people.holders(payload.agencyId, ['data_officer'])
  const name = payload.held ? `Đề nghị số ${payload.number}` : `“${payload.title}”`
  await deps.messages.tell(
    people.map((to) => ({
      to,
      key: `plans-asked-${id}`,
      subject: payload.held ? `Xem lại đề nghị số ${payload.number}` : `Đề nghị mở dữ liệu: ${payload.title}`,
      body: payload.held
        ? `${name} có vẻ chứa dữ liệu cá nhân nên chưa hiện công khai. Xem lại rồi cho hiện.`
        : `Có người đề nghị cơ quan mở dữ liệu: ${name}.`,
      href: `/lam-viec/yeu-cau/${payload.request}`,
    })),
  )
}
