import { cleanText } from '../../../platform/text.ts'

const LONGEST = 300

/** A first title for a dataset from the name of its file: `so-truong_2026.xlsx` → "so truong 2026". */
export function titleOfFile(fileName: string): string {
  const bare = fileName.replace(/\.[a-z0-9]{1,8}$/i, '').replace(/\.(csv|tsv|json)$/i, '')
  return cleanText(bare.replace(/[_-]+/g, ' ').replace(/\s+/g, ' ')).slice(0, LONGEST) || 'Bộ dữ liệu mới'
}
