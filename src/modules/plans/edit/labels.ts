import { wordKey } from '../../../formats/text.ts'
import type { Lang, Option } from '../../../ui/index.ts'
import type { PlansDeps } from '../deps.ts'

/** What update cycles are called, and which one a word means. */
export interface Cycles {
  readonly options: readonly Option[]
  label(code: string): string
  codeOf(text: string): string | undefined
}

/** The list of update cycles in the language of the page. */
export async function readCycles(deps: Pick<PlansDeps, 'codes'>, lang: Lang): Promise<Cycles> {
  const [labels, list] = await Promise.all([deps.codes.labels('frequency', lang), deps.codes.list('frequency')])
  const named = new Map(
    (list?.items ?? []).flatMap((item) =>
      [item.code, item.name, item.nameEn ?? '', ...(item.aliases ?? [])]
        .filter(Boolean)
        .map((name) => [wordKey(name), item.code] as const),
    ),
  )
  return {
    options: [...labels].map(([value, text]) => ({ value, text })),
    label: (code) => labels.get(code) ?? code,
    codeOf: (text) => named.get(wordKey(text)),
  }
}
