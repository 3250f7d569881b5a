import type { Lang } from '../../../ui/index.ts'
import type { Agency } from '../../identity/index.ts'

/** What an agency is called in the language of the page. */
export function nameOf(agency: Agency, lang: Lang): string {
  return (lang === 'en' ? agency.nameEn : undefined) ?? agency.name
}
