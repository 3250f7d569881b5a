import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PlanKind } from '../rules/model.ts'
import { readRules } from '../rules/read-rules.ts'
import { planItem } from '../testing.ts'
import { checkParts } from './check-content.ts'
import { type PlanContent, type PlanItem, yearlyPhases } from './model.ts'

const period = { from: '2026-01-01', to: '2028-12-31' }
let kind: PlanKind
beforeAll(async () => {
  const found = (await readRules()).kind('open-data')
  if (!found) throw new Error('no such kind')
  kind = found
})

const content = (items: readonly PlanItem[], more: Partial<PlanContent> = {}): PlanContent => ({
  kind: 'open-data',
  period,
  purpose: '',
  phases: [...yearlyPhases(period, 60)],
  items: [...items],
  measures: '',
  issuer: { title: '', name: '', place: '' },
  parts: {},
  ...more,
})

const lacks = (of: PlanContent, by = kind) =>
  checkParts(by, of).flatMap((part) => part.lacks.map(({ field, message }) => `${field}: ${message.vi}`))

describe('what an open data plan must hold', () => {
  test('a whole one lacks nothing, an empty one its list', () => {
    expect(lacks(content([planItem('a', 'Giá đất')]))).toEqual([])
    expect(lacks(content([]))).toEqual([expect.stringMatching(/^items: Danh mục chưa có bộ dữ liệu nào/)])
  })

  test.each([
    [{ due: '' }, 'items.a.due: Mục 1 “Giá đất” chưa có ngày hạn công bố.'],
    [{ due: '2026-02-30' }, 'items.a.due: Mục 1 “Giá đất” chưa có ngày hạn công bố.'],
    [{ due: '2029-01-01' }, 'items.a.due: Mục 1 “Giá đất” có hạn 2029-01-01 nằm ngoài thời kỳ kế hoạch.'],
    [{ unit: '' }, 'items.a.unit: Mục 1 “Giá đất” chưa có đơn vị chịu trách nhiệm.'],
    [{ frequency: undefined }, 'items.a.frequency: Mục 1 “Giá đất” chưa có chu kỳ cập nhật.'],
    [{ formats: [] }, 'items.a.formats: Mục 1 “Giá đất” chưa có định dạng.'],
  ])('an item with %j says what is wrong with it and where', (change, said) => {
    expect(lacks(content([{ ...planItem('a', 'Giá đất'), ...(change as Partial<PlanItem>) }]))).toContain(said)
  })

  test('which fields are asked for is the rule, not the program', () => {
    const parts = kind.parts.map((part) => (part.check === 'schedule' ? { ...part, fields: ['due' as const] } : part))
    const bare = { ...planItem('a', 'Giá đất'), unit: '', formats: [], frequency: undefined } as unknown as PlanItem
    expect(lacks(content([bare]))).toHaveLength(3)
    expect(lacks(content([bare]), { ...kind, parts })).toEqual([])
  })

  test('two items of one title, phases that overlap or ask for nothing', () => {
    expect(lacks(content([planItem('a', 'Giá đất'), planItem('b', 'giá đất')]))[0]).toContain('trùng tên với mục 1')
    const [first, ...rest] = yearlyPhases(period, 60)
    if (!first) throw new Error('no phase')
    expect(
      lacks(content([planItem('a', 'X')], { phases: [{ ...first, to: '2027-06-01' }, ...rest] })).join(),
    ).toContain('bắt đầu trước khi giai đoạn')
    expect(lacks(content([planItem('a', 'X')], { phases: [{ ...first, minimum: {} }, ...rest] })).join()).toContain(
      'chưa có mức tối thiểu nào',
    )
  })

  test('every lack names a place of the plan, in both languages, whatever is written', () => {
    const item = fc.record({
      title: fc.string({ maxLength: 20 }),
      due: fc.oneof(fc.string({ maxLength: 10 }), fc.constantFrom('2026-05-05', '2030-01-01')),
      unit: fc.constantFrom('', 'Vụ'),
      formats: fc.constantFrom<string[]>([], ['CSV']),
    })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 8 }), (drawn) => {
        const items = drawn.map((one, index) => planItem(`i${index}`, one.title, one))
        for (const { lacks: found } of checkParts(kind, content(items)))
          for (const { field, message } of found) {
            expect(field).toMatch(/^(items|period|phases|parts)/)
            expect(message.vi.length * message.en.length).toBeGreaterThan(0)
          }
      }),
    )
  })
})
