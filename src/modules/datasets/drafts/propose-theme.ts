import { readFile } from 'node:fs/promises'
import { fold } from '../../../platform/text.ts'

type ThemeWords = ReadonlyMap<string, readonly string[]>

let held: Promise<ThemeWords> | undefined

/** Themes whose words stand in the texts, the most telling first; empty when nothing speaks for any. */
export async function proposeThemes(texts: readonly string[]): Promise<readonly string[]> {
  held ??= readThemeWords()
  const text = ` ${texts
    .map(fold)
    .join(' . ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')} `
  const scores = [...(await held)].map(([theme, words]) => ({ theme, score: scoreOf(text, words) }))
  return scores
    .filter((item) => item.score > 0)
    .sort((a, b) => b.score - a.score)
    .map((item) => item.theme)
}

// Longer words tell more: "tiêm chủng" is about health, "giá" may be about anything. English stems count as beginnings.
function scoreOf(text: string, words: readonly string[]): number {
  return words.reduce((sum, word) => (text.includes(` ${word}`) ? sum + word.length : sum), 0)
}

async function readThemeWords(): Promise<ThemeWords> {
  const file = new URL('../../../../seeds/theme-words.json', import.meta.url)
  const content = JSON.parse(await readFile(file, 'utf8')) as Record<string, string[]>
  return new Map(Object.entries(content).map(([theme, words]) => [theme, words.map(fold)]))
}
