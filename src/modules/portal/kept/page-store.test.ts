import { describe, expect, it } from 'vitest'
import { cutPage, VISITOR_MARKS } from './kept-page.ts'
import { createPageStore } from './page-store.ts'

const page = (resource: string, size = 10) => cutPage(resource, 'x'.repeat(size))

describe('kept pages', () => {
  it('leave with their resource, and alone', () => {
    const store = createPageStore(() => new Date(0))
    store.keep('a1', page('a'))
    store.keep('a2', page('a'))
    store.keep('b1', page('b'))
    store.forget(['a', 'unknown'])
    expect(['a1', 'a2', 'b1'].map((key) => store.find(key)?.resourceId)).toEqual([undefined, undefined, 'b'])
  })

  it('are not shown after a minute', () => {
    let now = 0
    const store = createPageStore(() => new Date(now))
    store.keep('a', page('a'))
    now = 59_999
    expect(store.find('a')).toBeDefined()
    now = 60_000
    expect(store.find('a')).toBeUndefined()
  })

  it('stay within their bytes: the oldest goes first', () => {
    const store = createPageStore(() => new Date(0))
    for (let index = 0; index < 80; index++) store.keep(`k${index}`, page(`r${index}`, 1_000_000))
    expect(store.find('k0')).toBeUndefined()
    expect(store.find('k16')).toBeDefined()
    expect(store.find('k79')).toBeDefined()
  })

  it('get the tokens of who asks, wherever they stand', () => {
    const cut = cutPage('r', `<a ${VISITOR_MARKS.nonce}>Đất ${VISITOR_MARKS.csrf} ${VISITOR_MARKS.nonce}`)
    expect(cut.fill({ nonce: 'N', csrf: 'C' }).toString()).toBe('<a N>Đất C N')
    expect(cut.fill({ nonce: '', csrf: 'D' }).toString()).toBe('<a >Đất D ')
  })
})
