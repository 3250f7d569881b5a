import type { FieldProblem } from '../../../platform/errors.ts'
import { type Kind, type ResourceRecord, SERIES } from '../../catalog/index.ts'

/** Where series are shown and worked on. */
export const SHOWN = '/chuoi-du-lieu/'
export const OWNED = '/lam-viec/chuoi/'
export const DRAFT = '/lam-viec/chuoi/ban-nhap/'

/** A dataset series (DCAT 3): a title and a description under review; its datasets name it, it holds nothing itself. */
export function seriesKind(): Kind {
  const nothing = () => Promise.resolve()
  return {
    name: SERIES,
    pages: { shown: SHOWN, draft: DRAFT, owned: OWNED },
    missingForReview: missingOfSeries,
    checkForReview: nothing,
    checkForPublication: nothing,
    publish: () => Promise.resolve({ listed: true }),
    discard: nothing,
  }
}

/** DCAT-AP 3.0.1, Dataset Series: title and description are mandatory. */
export function missingOfSeries({ title, description }: ResourceRecord): readonly FieldProblem[] {
  return [
    ...(title.vi ? [] : [{ field: 'title.vi', message: { vi: 'Chưa có tên chuỗi.', en: 'The title is missing.' } }]),
    ...(description.vi
      ? []
      : [
          {
            field: 'description.vi',
            message: {
              vi: 'Chưa có mô tả: chuỗi gồm những bộ nào, công bố theo kỳ nào.',
              en: 'The description is missing: which datasets, published how often.',
            },
          },
        ]),
  ]
}
