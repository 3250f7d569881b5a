import { contentCriteria } from './content.ts'
import { metadataCriteria } from './metadata.ts'
import type { Judged, Mend, Quality } from './model.ts'

/**
 * Quality of a dataset: half is the description, judged by the indicators of the European metadata quality assessment
 * (405 points), half is the content itself.
 */
export function scoreDataset(judged: Judged): Quality {
  const halves = [metadataCriteria(judged), contentCriteria(judged)]
  const mends: Mend[] = []
  let score = 0
  for (const criteria of halves) {
    const total = criteria.reduce((sum, item) => sum + item.max, 0)
    for (const item of criteria) {
      score += (item.points / total) * 50
      const gain = ((item.max - item.points) / total) * 50
      if (gain >= 0.5) mends.push({ code: item.code, points: Math.round(gain), said: item.mend, at: item.at })
    }
  }
  mends.sort((a, b) => b.points - a.points || a.code.localeCompare(b.code))
  return { score: Math.round(score), mends }
}
