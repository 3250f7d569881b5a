import { type Lang, t } from '../messages/index.ts'

export interface CodeSampleProps {
  readonly lang: Lang
  readonly code: string
  /** What the code answers. */
  readonly output?: string | undefined
  /** Read out as the name of the box: "curl". */
  readonly label?: string | undefined
}

/** Code to copy (island `sao-chep`) and what it answers. */
export function CodeSample({ lang, code, output, label = 'code' }: CodeSampleProps) {
  const say = t(lang)
  return (
    <div class="sample">
      <sao-chep say-copy={say.copy} say-copied={say.copied}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll, so the box takes the focus */}
        <pre class="code" tabindex={0} aria-label={label}>
          <code>{code}</code>
        </pre>
      </sao-chep>
      {output && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
        <pre class="code out" tabindex={0}>
          <code>{output}</code>
        </pre>
      )}
    </div>
  )
}
