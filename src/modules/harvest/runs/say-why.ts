import type { Finding } from '../model.ts'
import type { Decision } from '../records/decide.ts'

/** Why a record comes out as it does, in a sentence. */
export function reasonOf(decision: Decision): Finding['why'] {
  switch (decision.outcome) {
    case 'created':
      return createdBecause(decision)
    case 'changed':
      return changedBecause(decision)
    case 'same':
      return { vi: 'Không đổi so với lần đọc trước.', en: 'As at the last reading.' }
    case 'linked':
      return decision.because === 'own'
        ? {
            vi: 'Là bộ dữ liệu của chính nút này quay về; chỉ nối, không nhân đôi.',
            en: 'A dataset of this very node come back; linked, not doubled.',
          }
        : {
            vi: 'Đã có ở đây từ nguồn khác; chỉ nối, không nhân đôi.',
            en: 'Here already from another source; linked, not doubled.',
          }
    case 'left':
      return { vi: 'Tổ chức này được đặt là không thu thập.', en: 'This organisation is set to be left out.' }
    case 'refused': {
      const fault = decision.incoming.problems.find((problem) => problem.severity === 'error')
      return { vi: fault?.vi ?? '', en: fault?.en ?? '' }
    }
  }
}

type Shown = Extract<Decision, { outcome: 'created' | 'changed' }>

function createdBecause({ known }: Shown): Finding['why'] {
  if (known?.state === 'gone')
    return { vi: 'Đã bị gỡ, nay nguồn lại có.', en: 'Taken off before; the source has it again.' }
  if (known) return { vi: 'Trước đây chưa nhận, nay nhận được.', en: 'Not taken in before; now it can be.' }
  return { vi: 'Chưa có trong danh mục.', en: 'Not in the catalogue yet.' }
}

function changedBecause({ renamedFrom, takenFrom }: Shown): Finding['why'] {
  if (takenFrom) {
    return {
      vi: 'Trước đây lấy qua nơi khác, nay lấy từ chính nơi quản lý.',
      en: 'So far read through another catalogue, now from its owner.',
    }
  }
  if (renamedFrom !== undefined) {
    return {
      vi: `Nguồn đổi mã: trước là ${renamedFrom}.`,
      en: `The source calls it differently now: ${renamedFrom} before.`,
    }
  }
  return { vi: 'Nội dung hoặc cách ánh xạ đã đổi.', en: 'Its content or its mapping has changed.' }
}
