import { formatBytes } from '../format.ts'
import { t } from '../messages/index.ts'
import type { ControlProps } from './field.tsx'

export interface FileDropProps extends ControlProps {
  /** Kinds offered by the file picker: ".xlsx,.xls,.csv". */
  readonly accept?: string | undefined
  readonly maxBytes?: number | undefined
  readonly multiple?: boolean | undefined
  /** Address of the tus server; with it (and the island `tha-tep`) files go up in pieces and resume. */
  readonly tus?: string | undefined
  /** Name of the hidden field that carries the addresses of finished tus uploads. */
  readonly tusField?: string | undefined
}

/** A place for a file, in a form with enctype="multipart/form-data"; works as a plain file input without script. */
export function FileDrop(props: FileDropProps) {
  const { lang, name, label, help, error, accept, maxBytes, multiple, tus, tusField = 'tus' } = props
  const say = t(lang)
  const box = (
    <div class={error ? 'drop wrong' : 'drop'}>
      <label for={name}>{label}</label>
      <p class="help" id={`${name}-help`}>
        {help} {maxBytes !== undefined && say.maxSize(formatBytes(maxBytes, lang))}
      </p>
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
      <input
        id={name}
        name={name}
        type="file"
        accept={accept}
        multiple={multiple}
        aria-describedby={`${name}-help`}
        aria-invalid={error ? 'true' : undefined}
      />
    </div>
  )
  if (!tus) return box
  return (
    <tha-tep
      endpoint={tus}
      field={tusField}
      max={maxBytes}
      locale={lang === 'vi' ? 'vi-VN' : 'en-GB'}
      say-drop={say.dropFile}
      say-sending={say.uploading}
      say-paused={say.uploadPaused}
      say-failed={say.uploadFailed}
      say-done={say.uploadDone}
      say-large={maxBytes === undefined ? '' : say.maxSize(formatBytes(maxBytes, lang))}
    >
      {box}
    </tha-tep>
  )
}
