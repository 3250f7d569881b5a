import type { SeriesMember } from '../../catalog/index.ts'

/** Datasets of a series by the time they are about, else by when they were issued; the oldest first. */
export function inOrder<Member extends Pick<SeriesMember, 'id' | 'from' | 'to' | 'issued'>>(
  members: readonly Member[],
): readonly Member[] {
  return members.toSorted((one, other) => compare(keyOf(one), keyOf(other)))
}

type Key = readonly [string, string, string, string]

// Dates of ISO 8601 sort as text: 2016 < 2016-04 < 2016-04-30.
function keyOf({ id, from, to, issued }: Pick<SeriesMember, 'id' | 'from' | 'to' | 'issued'>): Key {
  return [from ?? to ?? issued, to ?? from ?? issued, issued, id]
}

function compare(one: Key, other: Key): number {
  for (const [at, text] of one.entries()) {
    const against = other[at] ?? ''
    if (text !== against) return text < against ? -1 : 1
  }
  return 0
}
