import { type Fix, FixList, type Lang, words } from '../../../ui/index.ts'
import type { ProfileFinding } from '../../interop/index.ts'
import { draftHref } from './draft-frame.tsx'

const profileWords = words(
  {
    heading: 'Theo hồ sơ mô tả DCAT-VN, DCAT-AP',
    must: 'Cần sửa trước khi gửi duyệt',
    should: 'Nên có',
    kept: 'Mô tả đúng cả hai hồ sơ.',
    unknown: 'Lúc này chưa kiểm tra được theo hồ sơ mô tả. Tải lại trang để thử lại; khi gửi duyệt Nguồn vẫn kiểm tra.',
    value: (value: string) => `Đang ghi: ${value}`,
    mend: 'Sửa',
    add: 'Thêm',
  },
  {
    heading: 'By the profiles DCAT-VN, DCAT-AP',
    must: 'To mend before review',
    should: 'Should be there',
    kept: 'The description keeps both profiles.',
    unknown: 'The profiles could not be checked just now. Reload to try again; they are checked when you send it.',
    value: (value: string) => `Now: ${value}`,
    mend: 'Mend',
    add: 'Add',
  },
)

/** What a check of the profiles found; undefined when it could not be made. */
export type Findings = readonly ProfileFinding[] | undefined

interface ProfilePartProps {
  readonly lang: Lang
  readonly changeId: string
  readonly findings: Findings
}

/** What the description does not keep of the profiles, in the officer's words, each with the way to its field. */
export function ProfilePart({ lang, changeId, findings }: ProfilePartProps) {
  const say = profileWords(lang)
  const items = (severity: ProfileFinding['severity'], action: string) =>
    (findings ?? [])
      .filter((finding) => finding.severity === severity)
      .map((finding): Fix => ({ key: finding.vi, text: textOf(finding, lang), ...wayTo(changeId, finding, action) }))
  const must = items('violation', say.mend)
  const should = items('warning', say.add)
  return (
    <section class="pb-h" aria-labelledby="ho-so">
      <h2 id="ho-so">{say.heading}</h2>
      {findings === undefined && <p>{say.unknown}</p>}
      {findings?.length === 0 && <p>{say.kept}</p>}
      {must.length > 0 && <h3>{say.must}</h3>}
      {must.length > 0 && <FixList items={must} />}
      {should.length > 0 && <h3>{say.should}</h3>}
      {should.length > 0 && <FixList items={should} />}
    </section>
  )
}

function textOf(finding: ProfileFinding, lang: Lang) {
  const isShort = finding.value !== undefined && finding.severity === 'violation' && finding.value.length <= 200
  return isShort ? `${finding[lang]} ${profileWords(lang).value(finding.value ?? '')}` : finding[lang]
}

/** What keeps a draft from review, one line a finding, without the fields that are known to be missing. */
export function violationGaps(
  { changeId, findings, known }: { changeId: string; findings: Findings; known: ReadonlySet<string> },
  lang: Lang,
): readonly { href: string; text: string }[] {
  return (findings ?? [])
    .filter(({ severity, field }) => severity === 'violation' && !known.has(field))
    .map((finding) => ({ href: hrefOf(changeId, finding.field) ?? '#ho-so', text: finding[lang] }))
}

function wayTo(changeId: string, { field }: ProfileFinding, action: string): Pick<Fix, 'href' | 'action'> {
  const href = hrefOf(changeId, field)
  return href === undefined ? {} : { href, action }
}

/** Fields of the rules that no control of the form is called by. */
const ANCHORS: Readonly<Record<string, string>> = { temporal: 'temporal.from' }
const NOT_IN_FORM = new Set(['agency', 'issued', 'modified', 'version', 'catalog'])

function hrefOf(changeId: string, field: string): string | undefined {
  if (NOT_IN_FORM.has(field)) return undefined
  if (field === 'files') return draftHref(changeId, 'data')
  return `${draftHref(changeId, 'describe')}#${ANCHORS[field] ?? field}`
}
