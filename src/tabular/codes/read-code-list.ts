import type { CodeItem, CodeList, EndedName } from './model.ts'

/** Takes a parsed JSON file for a code list, or says in one sentence what is wrong with it. */
export function readCodeList(content: unknown): { list: CodeList } | { error: string } {
  if (!isRecord(content)) return { error: 'Tệp danh mục phải là một đối tượng JSON.' }
  for (const field of ['id', 'title', 'source']) {
    if (typeof content[field] !== 'string' || content[field] === '')
      return { error: `Danh mục thiếu trường “${field}”.` }
  }
  const items = content['items']
  if (!Array.isArray(items)) return { error: 'Danh mục thiếu mảng “items”.' }
  const bad = items.findIndex((item) => !isItem(item))
  if (bad >= 0) return { error: `Mục thứ ${bad + 1} phải có “code” và “name” là chữ.` }
  const ended = content['ended'] ?? []
  if (!Array.isArray(ended) || !ended.every(isEnded))
    return { error: 'Mảng “ended” phải gồm các mục có “name”, “validTo” và “successors”.' }
  const repeated = firstRepeated((items as CodeItem[]).map((item) => item.code))
  if (repeated !== undefined) return { error: `Mã “${repeated}” có hai lần trong danh mục.` }
  return { list: content as unknown as CodeList }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isItem(value: unknown): value is CodeItem {
  return (
    isRecord(value) && typeof value['code'] === 'string' && value['code'] !== '' && typeof value['name'] === 'string'
  )
}

function isEnded(value: unknown): value is EndedName {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    typeof value['validTo'] === 'string' &&
    Array.isArray(value['successors'])
  )
}

function firstRepeated(codes: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return codes.find((code) => seen.size === seen.add(code).size)
}
