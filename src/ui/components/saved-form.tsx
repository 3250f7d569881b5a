import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'
import { Time } from './time.tsx'

export interface SavedFormProps {
  readonly lang: Lang
  /** Takes the whole form by POST with `X-Fragment: tu-luu`; answers 204, or 409 when someone else has changed the draft. */
  readonly saveTo: string
  readonly savedAt?: string | Date | undefined
  readonly children: ComponentChildren
}

/** Keeps the form inside it as a draft while it is typed (island `tu-luu`); without script the form's own button saves. */
export function SavedForm({ lang, saveTo, savedAt, children }: SavedFormProps) {
  const say = t(lang)
  return (
    <tu-luu
      action={saveTo}
      say-saved={say.savedAt}
      say-saving={say.saving}
      say-failed={say.saveFailed}
      say-conflict={say.saveConflict}
    >
      <output class="saved small muted">
        {savedAt && (
          <>
            {say.savedAt} <Time value={savedAt} lang={lang} form="time" />
          </>
        )}
      </output>
      {children}
    </tu-luu>
  )
}
