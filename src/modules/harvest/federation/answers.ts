import type { AnswerRecord } from '../../../formats/nguon/wire.ts'
import type { NodeReadingDeps } from './deps.ts'

/** Puts answers of owners under the questions that were asked here. One that belongs to no such question is passed over. */
export async function takeAnswers(
  { catalog }: Pick<NodeReadingDeps, 'catalog'>,
  answers: readonly AnswerRecord[],
): Promise<void> {
  for (const { question, node, answer, answeredBy, at, hidden } of answers) {
    await catalog.takeAnswer({ feedbackId: question, nodeId: node, answer, answeredBy, at: new Date(at), hidden })
  }
}
