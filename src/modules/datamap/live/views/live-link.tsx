import type { Lang } from '../../../../ui/index.ts'
import { liveWords } from './words.ts'

/** The way from a database of the map to reading the one that runs. */
export function LiveLink({ lang, resourceId }: { lang: Lang; resourceId: string }) {
  return (
    <p>
      <a href={`/lam-viec/ban-do/${resourceId}/doc-csdl`}>{liveWords(lang).way}</a>
    </p>
  )
}
