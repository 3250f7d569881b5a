import { describe, expect, test } from 'vitest'
import { cpuMsOf } from './process-facts.ts'

describe.skipIf(process.platform !== 'linux')('CPU time of a process', () => {
  test('is what the process itself counts, to a tick', () => {
    const { user, system } = process.cpuUsage()
    const said = cpuMsOf(process.pid) ?? 0
    const after = process.cpuUsage()
    expect(said).toBeGreaterThanOrEqual((user + system) / 1000 - 20)
    expect(said).toBeLessThanOrEqual((after.user + after.system) / 1000 + 20)
  })

  test('is not known of a process that is gone', () => expect(cpuMsOf(2 ** 22 + 1)).toBeUndefined())
})
