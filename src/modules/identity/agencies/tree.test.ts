import { describe, expect, it } from 'vitest'
import { agencyIdOf, isAgencyCode, normaliseAgencyCode } from './model.ts'
import { anAgency } from './testing.ts'
import { buildAgencyTree } from './tree.ts'

const home = anAgency('G09')
const labour = anAgency('G07', { validTo: '2025-02-28', successorIds: [home.id] })
const office = anAgency('G07.22', { parentId: labour.id })
const tree = buildAgencyTree([home, labour, office])

describe('agency codes', () => {
  it('are read in the old form with level 1 at the right', () => {
    expect(normaliseAgencyCode('000.00.25.G14')).toBe('G14.25')
    expect(normaliseAgencyCode('000.00.00.H49')).toBe('H49')
    expect(normaliseAgencyCode(' g12.18 ')).toBe('G12.18')
  })

  it('are digits, capital letters and dots up to 35 characters', () => {
    expect(isAgencyCode('G12.18')).toBe(true)
    expect(isAgencyCode('G12..18')).toBe(false)
    expect(isAgencyCode('A'.repeat(36))).toBe(false)
  })

  it('give the same id on every node', () => {
    expect(agencyIdOf('G12')).toBe(agencyIdOf('G12'))
    expect(agencyIdOf('G12')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('the agency tree', () => {
  it('finds an ended agency by its code and its successor from there', () => {
    expect(tree.byCode('G07')?.name).toBe('Cơ quan G07')
    expect(tree.current(labour.id)?.code).toBe('G09')
    expect(tree.current(home.id)?.code).toBe('G09')
  })

  it('reaches inherited agencies and what was below them, but does not count them as descendants', () => {
    expect(tree.reach(home.id)).toEqual(new Set([home.id, labour.id, office.id]))
    expect(tree.descendants(home.id)).toEqual(new Set([home.id]))
  })

  it('gives the path from the root down', () => {
    expect(tree.path(office.id).map(({ code }) => code)).toEqual(['G07', 'G07.22'])
  })

  it('survives agencies that succeed or contain each other', () => {
    const a = anAgency('A', { successorIds: [agencyIdOf('B')], parentId: agencyIdOf('B') })
    const b = anAgency('B', { successorIds: [a.id], parentId: a.id })
    const ring = buildAgencyTree([a, b])
    expect(ring.current(a.id)?.code).toBe('B')
    expect(ring.path(a.id)).toHaveLength(2)
    expect(ring.reach(a.id)).toEqual(new Set([a.id, b.id]))
  })
})
