import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFacetColumn } from './facet-column.ts'
import { newPostings, type Postings, post } from './postings.ts'

const list = fc.uniqueArray(
  fc.integer({ min: 0, max: 30 }).map((n) => `v${n}`),
  { maxLength: 4 },
)

test('counts what a plain count over the same documents gives', () => {
  fc.assert(
    fc.property(
      fc.record({
        before: fc.array(list, { maxLength: 200 }),
        after: fc.array(list, { maxLength: 50 }),
        dying: fc.uniqueArray(fc.nat(), { maxLength: 40 }),
        step: fc.integer({ min: 1, max: 4 }),
      }),
      ({ before, after, dying, step }) => {
        const values = new Map<string, Postings>()
        before.forEach((names, doc) => {
          for (const name of names) {
            const postings = values.get(name) ?? newPostings()
            values.set(name, postings)
            post(postings, doc)
          }
        })
        const all = [...before, ...after]
        const dead = new Set(dying.map((n) => n % (all.length + 1)))
        const column = createFacetColumn(
          values,
          [...before.keys()].filter((doc) => !dead.has(doc)),
        )
        after.forEach((names, i) => column.enter(before.length + i, names))
        for (let doc = before.length; doc < all.length; doc++) if (dead.has(doc)) column.leave(doc)
        const asked = [...all.keys()].filter((doc) => doc % step === 0)
        const counts = new Int32Array(column.names.length)
        column.count(Int32Array.from(asked), counts)
        const countIn = (docs: readonly number[]) =>
          column.names.map((name) => docs.filter((doc) => all[doc]?.includes(name)).length)
        expect([...counts]).toEqual(countIn(asked))
        expect([...column.totals()]).toEqual(countIn([...all.keys()].filter((doc) => !dead.has(doc))))
        const byName = Array.from(column.byName.docs(), (value) => column.names[value])
        expect(byName).toEqual(column.names.toSorted())
        expect(Array.from(column.byName.docs(), (value) => column.byName.places()[value])).toEqual([...byName.keys()])
      },
    ),
    { numRuns: 300 },
  )
})
