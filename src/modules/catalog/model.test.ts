import { describe, expect, test } from 'vitest'
import { cleanRecord, missingForReview } from './clean-record.ts'
import { type Draft, discard, isOpen, publish, schedule, sendBack, submit } from './model.ts'
import { emptyRecord } from './record.ts'
import { freshnessOf } from './search/fields.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour))
const officer = { by: 'officer', name: 'Cán bộ', at: at(1) }
const approver = { by: 'approver', name: 'Người duyệt', at: at(2) }

function draft(): Draft {
  return {
    id: 'change',
    resourceId: 'resource',
    agencyId: 'agency',
    state: 'draft',
    record: emptyRecord('Dân số'),
    baseVersion: 0,
    revision: 3,
    authorId: 'officer',
    authorName: 'Cán bộ',
    savedBy: 'Cán bộ',
    note: undefined,
    returned: undefined,
    createdAt: at(0),
    updatedAt: at(0),
  }
}

describe('the way of a change', () => {
  test('it keeps who asked and who decided up to publication', () => {
    const decision = { number: '12/QĐ' }
    const result = { decision, publishedAt: at(3), publishedVersion: 1 }
    const published = publish(submit(draft(), officer), approver, result)
    expect(published).toMatchObject({
      state: 'published',
      submitted: officer,
      decided: approver,
      decision,
      revision: 3,
    })
  })

  test('returning it takes the decision away and says why', () => {
    const scheduled = schedule(submit(draft(), officer), approver, { decision: {}, dueAt: at(9) })
    const back = sendBack(scheduled, { reason: 'thiếu đơn vị', by: 'Người duyệt', at: at(4) })
    expect(back).toMatchObject({ state: 'draft', returned: { reason: 'thiếu đơn vị' } })
    expect(back).not.toHaveProperty('decided')
    expect(back).not.toHaveProperty('dueAt')
  })

  test('submitting again forgets the reason it was returned for', () => {
    const back = sendBack(submit(draft(), officer), { reason: 'sai', by: 'x', at: at(4) })
    expect(submit(back, officer)).not.toHaveProperty('returned')
  })

  test('only drafts, reviews and schedules are open', () => {
    const review = submit(draft(), officer)
    expect([draft(), review].every(isOpen)).toBe(true)
    expect(isOpen(discard(review, at(5)))).toBe(false)
  })
})

describe('a record', () => {
  test('a title that is too long is refused with its length', () => {
    expect(() => cleanRecord(emptyRecord('x'.repeat(10_000)))).toThrow(
      expect.objectContaining({
        code: 'catalog.title-too-long',
        details: { fields: [expect.objectContaining({ field: 'title.vi' })] },
      }),
    )
  })

  test('texts come out composed, without controls, keywords once', () => {
    const record = { ...emptyRecord(' Dân s\u00f4\u0301\u202e '), keywords: ['lúa', ' lúa', ''] }
    expect(cleanRecord(record)).toMatchObject({ title: { vi: 'Dân số' }, keywords: ['lúa'] })
  })

  test('what is missing for review is named field by field', () => {
    const fields = missingForReview(emptyRecord('Dân số')).map((problem) => problem.field)
    expect(fields).toEqual(['description.vi', 'themes', 'licence', 'frequency', 'contact'])
  })
})

test('a dataset is on time through the last day of its cycle', () => {
  expect(freshnessOf('2026-11-22', '2026-11-22')).toBe('on-time')
  expect(freshnessOf('2026-11-21', '2026-11-22')).toBe('late')
  expect(freshnessOf(undefined, '2026-11-22')).toBe('no-promise')
})
