import type { DatabaseRecord } from '../record.ts'

const MOST_NAMED = 5

/** Items without a share mode. */
export function itemShare({ items }: DatabaseRecord) {
  const open = items.filter((item) => item.share === undefined)
  if (open.length === 0) return []
  return [
    {
      field: 'items',
      said: {
        vi: `${open.length} mục dữ liệu chưa có chế độ chia sẻ: ${named(open)}.`,
        en: `${open.length} items without a share mode: ${named(open)}.`,
      },
      mend: {
        vi: 'Chọn mở, dùng chung hoặc dùng riêng cho từng mục; chọn được nhiều mục một lượt.',
        en: 'Choose open, shared or private for each; many can be set at once.',
      },
    },
  ]
}

/** Items with personal data that are said to be open. */
export function personalNotOpen({ items }: DatabaseRecord) {
  const wrong = items.filter((item) => item.share === 'open' && item.personal !== undefined && item.personal !== 'none')
  if (wrong.length === 0) return []
  return [
    {
      field: 'items',
      said: {
        vi: `${wrong.length} mục có dữ liệu cá nhân mà để mở: ${named(wrong)}.`,
        en: `${wrong.length} items hold personal data and are open: ${named(wrong)}.`,
      },
      mend: {
        vi: 'Đổi sang dùng chung hoặc dùng riêng; muốn mở thì bỏ phần nhận ra từng người.',
        en: 'Make them shared or private; to open them, take out what tells persons apart.',
      },
    },
  ]
}

function named(items: DatabaseRecord['items']): string {
  const names = items.slice(0, MOST_NAMED).map(({ title }) => `“${title}”`)
  return items.length > MOST_NAMED ? `${names.join(', ')}…` : names.join(', ')
}
