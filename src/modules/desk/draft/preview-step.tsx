import type { FastifyRequest } from 'fastify'
import { NextBar, words } from '../../../ui/index.ts'
import type { DraftView } from '../../datasets/index.ts'
import { UNTOUCHED } from '../../identity/index.ts'
import { DraftFrame, draftHref } from './draft-frame.tsx'
import { type Findings, ProfilePart } from './profile-part.tsx'
import { PublicPreview, type PublicPreviewProps } from './public-preview.tsx'

const stepWords = words(
  { heading: 'Xem như người dân sẽ thấy', mend: 'Sửa mô tả', next: 'Tiếp, gửi duyệt' },
  { heading: 'As the public will see it', mend: 'Edit the description', next: 'Next, send for review' },
)

/** Third step: the page of the dataset before anybody else sees it. */
export function PreviewStep({
  request,
  view,
  findings,
  ...preview
}: { request: FastifyRequest; view: DraftView; findings: Findings } & Omit<PublicPreviewProps, 'lang'>) {
  const say = stepWords(request.lang)
  const profile = <ProfilePart lang={request.lang} changeId={view.change.id} findings={findings} />
  // What keeps it from review comes before what it will look like; what is only wished for, after.
  const isHeldUp = findings?.some(({ severity }) => severity === 'violation')
  return (
    <DraftFrame request={request} view={view} step="preview" state={UNTOUCHED} heading={say.heading}>
      {isHeldUp && profile}
      <PublicPreview lang={request.lang} {...preview} />
      {!isHeldUp && profile}
      <NextBar>
        <a class="btn plain" href={draftHref(view.change.id, 'describe')}>
          {say.mend}
        </a>{' '}
        <a class="btn" href={draftHref(view.change.id, 'send')}>
          {say.next}
        </a>
      </NextBar>
    </DraftFrame>
  )
}
