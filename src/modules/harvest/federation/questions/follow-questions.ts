import type { FeedbackLetter } from '../../../../formats/nguon/wire.ts'
import type { Follower, StoredEvent } from '../../../../platform/events/index.ts'
import { readQuestionsForOwners } from '../../../catalog/index.ts'
import type { FederationDeps } from '../deps.ts'
import { keepLetters } from './store.ts'

/** Puts every question about another node's dataset into the box; the postman takes it from there. */
export function followQuestions(
  deps: FederationDeps,
  position: Pick<Follower, 'load' | 'save'>,
  wakePostman: () => void,
): Follower {
  return {
    name: 'harvest-questions',
    ...position,
    async handle(events) {
      const ids = events.flatMap(feedbackOf)
      const asked = await readQuestionsForOwners(deps.catalog.db, ids)
      if (asked.length === 0) return
      const { id: from } = await deps.thisNode()
      const letters = asked.map(
        ({ id, nodeId, resourceId, kind, body, at }): FeedbackLetter => ({
          format: 'nguon-feedback/1',
          from,
          to: nodeId,
          question: id,
          resource: resourceId,
          kind,
          body,
          at: at.toISOString(),
        }),
      )
      await keepLetters(deps.db, letters, deps.clock.now())
      wakePostman()
    },
  }
}

function feedbackOf({ type, payload }: StoredEvent): readonly string[] {
  if (type !== 'catalog.feedback.asked') return []
  const id = (payload as { feedback?: unknown } | null)?.feedback
  return typeof id === 'string' ? [id] : []
}
