const DIGEST = /sha256:[0-9a-f]{64}/g
const LENGTH = 71

/** Collects the digests of blobs that a table names, whatever its columns are, while its bytes pass by. */
export function createDigestCollector() {
  const found = new Set<string>()
  return {
    found: found as ReadonlySet<string>,
    async *watch(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      let tail = ''
      for await (const chunk of source) {
        const text = tail + chunk.toString('latin1')
        for (const [digest] of text.matchAll(DIGEST)) found.add(digest)
        tail = text.slice(1 - LENGTH)
        yield chunk
      }
    },
  }
}
