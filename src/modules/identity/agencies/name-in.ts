import type { Lang } from '../../../ui/index.ts'
import type { Agency } from './model.ts'

/** What an agency is called in the language of the page; nothing where there is none. */
export function nameIn(lang: Lang, agency: Pick<Agency, 'name' | 'nameEn'> | undefined): string {
  return (lang === 'en' ? agency?.nameEn : undefined) ?? agency?.name ?? ''
}
