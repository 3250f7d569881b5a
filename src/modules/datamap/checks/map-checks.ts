import type { DatabaseRecord } from '../record.ts'
import type { CheckFacts } from './finding.ts'

const MOST_TWINS = 3

/** Other databases that collect the same items. */
export function collectedTwice(_: DatabaseRecord, { twins }: CheckFacts) {
  return twins.slice(0, MOST_TWINS).map(({ name, agency, shared }) => ({
    field: 'relations',
    said: {
      vi: `“${name}” của ${agency} cũng thu thập ${shared.length} mục này: ${shared.slice(0, 6).join(', ')}.`,
      en: `“${name}” of ${agency} collects ${shared.length} of these items too: ${shared.slice(0, 6).join(', ')}.`,
    },
    mend: {
      vi: 'Lấy từ cơ sở dữ liệu đó qua chia sẻ, ghi quan hệ “Tham chiếu” hoặc “Sao chép từ”; nếu khác nhau thì đặt tên mục cho rõ.',
      en: 'Take them from there by sharing and say so by a relation; where they differ, name the items more clearly.',
    },
  }))
}

/** Another database says it is the master of the same entity. */
export function masterOnce({ content }: DatabaseRecord, { masters }: CheckFacts) {
  if (content.masterData !== true) return []
  return masters.map(({ name, entity }) => ({
    field: 'content.masterData',
    said: {
      vi: `“${name}” cũng khai giữ dữ liệu chủ về “${entity}”.`,
      en: `“${name}” says that it holds the master data of “${entity}” too.`,
    },
    mend: {
      vi: 'Thống nhất một nơi giữ dữ liệu chủ; nơi kia ghi quan hệ “Tham chiếu dữ liệu chủ của”.',
      en: 'Agree on one holder of the master data; the other refers to it.',
    },
  }))
}

/** Data that run in a ring. */
export function circle(_: DatabaseRecord, { circle: ring }: CheckFacts) {
  if (ring.length === 0) return []
  const way = [...ring, ring[0] ?? ''].map((name) => `“${name}”`).join(' → ')
  return [
    {
      field: 'relations',
      said: { vi: `Quan hệ chạy vòng: ${way}.`, en: `The relations run in a circle: ${way}.` },
      mend: {
        vi: 'Bỏ hoặc đổi chiều một quan hệ để biết dữ liệu bắt đầu từ đâu.',
        en: 'Remove or turn one of them, so that it is known where the data begin.',
      },
    },
  ]
}

/** The owner was merged or dissolved. */
export function ownerEnded(_: DatabaseRecord, { owner }: CheckFacts) {
  if (!owner.ended) return []
  const heir = owner.successor
  return [
    {
      field: 'ownership.operator',
      said: {
        vi: heir ? `${owner.name} đã sáp nhập vào ${heir}.` : `${owner.name} không còn hoạt động.`,
        en: heir ? `${owner.name} was merged into ${heir}.` : `${owner.name} no longer exists.`,
      },
      mend: {
        vi: heir ? `${heir} nhận cơ sở dữ liệu này và khai lại đầu mối.` : 'Ghi cơ quan tiếp nhận.',
        en: heir ? `${heir} takes it over and names a contact.` : 'Name who takes it over.',
      },
    },
  ]
}
