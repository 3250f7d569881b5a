import { Downloads, type Lang } from '../../../ui/index.ts'

/** The same as files, to be printed or worked on. */
export function CoverageFiles({ lang, base, label }: { lang: Lang; base: string; label: string }) {
  const items = ['xlsx', 'docx', 'pdf'].map((ending) => ({ text: ending.toUpperCase(), href: `${base}.${ending}` }))
  return <Downloads lang={lang} label={label} items={items} />
}
