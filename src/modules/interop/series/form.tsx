import { errorOf, Field, type FormError, type Lang, TextArea } from '../../../ui/index.ts'
import type { ResourceRecord } from '../../catalog/index.ts'
import { seriesWords } from './words.ts'

interface SeriesFieldsProps {
  readonly lang: Lang
  readonly errors: readonly FormError[]
  readonly record: Pick<ResourceRecord, 'title' | 'description'>
}

/** What a series says of itself, Vietnamese first. */
export function SeriesFields({ lang, errors, record: { title, description } }: SeriesFieldsProps) {
  const say = seriesWords(lang)
  const control = (name: string) => ({ lang, name, error: errorOf(errors, name) })
  return (
    <>
      <Field
        {...control('title.vi')}
        label={say.title}
        help={say.titleHelp}
        value={title.vi}
        required={true}
        maxLength={300}
      />
      <TextArea
        {...control('description.vi')}
        label={say.description}
        help={say.descriptionHelp}
        value={description.vi}
        rows={4}
      />
      <Field {...control('title.en')} label={say.titleEn} value={title.en} required={false} maxLength={300} />
      <TextArea
        {...control('description.en')}
        label={say.descriptionEn}
        value={description.en}
        required={false}
        rows={3}
      />
    </>
  )
}
