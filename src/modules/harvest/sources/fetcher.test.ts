import { expect, test } from 'vitest'
import { createOutgoing } from '../../../platform/http-out/index.ts'
import { createFetcher } from './fetcher.ts'
import { createHostTurns } from './host-turns.ts'

// Such an address comes from a list or from the "next" of a page; somebody has to read in words what is wrong with it.
test.each(['http://[khong-phai', 'khong phai dia chi', ''])(
  '"%s", which is no address, is said to be none',
  async (url) => {
    const outgoing = createOutgoing()
    const fetcher = createFetcher({ outgoing, turns: createHostTurns(), signal: AbortSignal.timeout(10_000) })
    await expect(fetcher.get(url)).rejects.toMatchObject({ code: 'http-out.bad-url' })
    await expect(fetcher.head(url)).rejects.toMatchObject({ code: 'http-out.bad-url' })
    await outgoing.close()
  },
)
