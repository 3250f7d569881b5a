import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Actor, type Grant, programActor, ROLES, type Role, visitorActor } from './actor.ts'
import { agencyIdOf } from './agencies/model.ts'
import { anAgency } from './agencies/testing.ts'
import { type AgencyTree, buildAgencyTree } from './agencies/tree.ts'
import { agenciesWhere, assertCan, can, mayApproveOwn, mayGrant, PERMISSIONS } from './permissions.ts'

const ministry = anAgency('G12')
const department = anAgency('G12.18', { parentId: ministry.id })
const other = anAgency('G18')
const ended = anAgency('G05', { validTo: '2025-02-28', successorIds: [ministry.id] })
const tree = buildAgencyTree([ministry, department, other, ended])

function officer(role: Role, agencyId: string, extra: Partial<Grant> = {}): Actor {
  const grants: Grant[] = [{ role, agencyId, reach: tree.reach(agencyId), ...extra }]
  return { kind: 'person', id: 'person-1', name: 'Lan', grants, via: 'session' }
}

describe('permissions', () => {
  it('reach from an agency down its tree, and no further', () => {
    const actor = officer('data_officer', ministry.id)
    expect(can(actor, 'catalog.draft.write', { agencyId: department.id })).toBe(true)
    expect(can(actor, 'catalog.draft.write', { agencyId: other.id })).toBe(false)
    expect(can(officer('data_officer', department.id), 'catalog.draft.write', { agencyId: ministry.id })).toBe(false)
  })

  it('pass from an ended agency to its main successor', () => {
    expect(can(officer('approver', ministry.id), 'catalog.resource.withdraw', { agencyId: ended.id })).toBe(true)
    expect(can(officer('approver', other.id), 'catalog.resource.withdraw', { agencyId: ended.id })).toBe(false)
  })

  it('let a contributor draft but not ask for review', () => {
    const actor = officer('contributor', ministry.id)
    expect(can(actor, 'catalog.draft.write', { agencyId: ministry.id })).toBe(true)
    expect(can(actor, 'catalog.change.submit', { agencyId: ministry.id })).toBe(false)
  })

  it('let nobody approve their own work unless the agency has set it so', () => {
    const actor = officer('approver', ministry.id)
    const own = { agencyId: ministry.id, authorId: 'person-1' }
    expect(can(actor, 'catalog.change.approve', own)).toBe(false)
    expect(can(actor, 'catalog.change.schedule', own)).toBe(false)
    expect(can(actor, 'catalog.change.return', own)).toBe(true)
    expect(can(actor, 'catalog.change.approve', { ...own, ownAllowed: mayApproveOwn({ fourEyes: false }) })).toBe(true)
    expect(() => assertCan(actor, 'catalog.change.approve', own)).toThrow(/own work/)
  })

  it('let a stand-in approve and name the approver in the evidence', () => {
    const actor = officer('approver', ministry.id, { standsInFor: 'person-2' })
    expect(assertCan(actor, 'catalog.change.approve', { agencyId: ministry.id }).standsInFor).toBe('person-2')
  })

  it('do not name an approver on leave when the person’s own grant suffices', () => {
    const stand = officer('approver', ministry.id, { standsInFor: 'person-2' })
    const actor = { ...stand, grants: [...stand.grants, ...officer('approver', ministry.id).grants] }
    expect(assertCan(actor, 'catalog.change.approve', { agencyId: ministry.id })).not.toHaveProperty('standsInFor')
  })

  it('tell a visitor to sign in and an officer that it is forbidden', () => {
    expect(() => assertCan(visitorActor(), 'node.manage')).toThrow(expect.objectContaining({ kind: 'unauthenticated' }))
    expect(() => assertCan(officer('steward', ministry.id), 'node.manage')).toThrow(
      expect.objectContaining({ kind: 'forbidden' }),
    )
  })

  it('let the program do everything but decide in place of a person', () => {
    expect(can(programActor('demo'), 'catalog.draft.write', { agencyId: other.id })).toBe(true)
    expect(can(programActor('demo'), 'catalog.change.approve', { agencyId: other.id })).toBe(false)
  })

  it('let an operator make stewards anywhere but no approvers, and a steward approvers but no operators', () => {
    const operator = officer('operator', other.id)
    expect(mayGrant(operator, 'steward', ministry.id)).toBe(true)
    expect(mayGrant(operator, 'approver', ministry.id)).toBe(false)
    const steward = officer('steward', ministry.id)
    expect(mayGrant(steward, 'approver', department.id)).toBe(true)
    expect(mayGrant(steward, 'operator', department.id)).toBe(false)
    expect(mayGrant(steward, 'approver', other.id)).toBe(false)
  })

  it('say the same as a list condition for every tree, actor and permission', () => {
    fc.assert(
      fc.property(worlds(), ({ world, actor }) => {
        for (const permission of PERMISSIONS) {
          const where = agenciesWhere(actor, permission)
          for (const { id } of world.all) {
            const listed = where === 'all' || where.includes(id)
            expect(listed).toBe(can(actor, permission, { agencyId: id }))
          }
        }
      }),
      { numRuns: 200 },
    )
  })
})

/** A forest of agencies with ended ones in it, and somebody with roles here and there. */
function worlds(): fc.Arbitrary<{ world: AgencyTree; actor: Actor }> {
  const node = fc.record({ parent: fc.nat(11), heir: fc.option(fc.nat(11), { nil: undefined }) })
  const grant = fc.record({ at: fc.nat(11), role: fc.constantFrom(...ROLES), standIn: fc.boolean() })
  return fc
    .record({ nodes: fc.array(node, { minLength: 1, maxLength: 12 }), grants: fc.array(grant, { maxLength: 4 }) })
    .map(({ nodes, grants }) => {
      const idAt = (index: number) => agencyIdOf(`A${index % nodes.length}`)
      const world = buildAgencyTree(
        nodes.map(({ parent, heir }, index) =>
          anAgency(`A${index}`, {
            parentId: parent < index ? idAt(parent) : undefined,
            successorIds: heir === undefined || heir % nodes.length === index ? [] : [idAt(heir)],
          }),
        ),
      )
      const held = grants.map(({ at, role, standIn }) => ({
        role,
        agencyId: idAt(at),
        reach: world.reach(idAt(at)),
        ...(standIn ? { standsInFor: 'person-2' } : {}),
      }))
      return { world, actor: { kind: 'person', id: 'person-1', name: 'Lan', grants: held, via: 'session' } as const }
    })
}
