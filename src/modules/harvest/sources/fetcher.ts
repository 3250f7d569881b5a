/** An answer read to its end. */
export interface Fetched {
  /** The address that answered in the end. */
  readonly url: string
  readonly mediaType: string | undefined
  /** One header field by its lower-case name. */
  header(name: string): string | undefined
  readonly bytes: Uint8Array
  /** The bytes as text: by byte order mark, declared charset, else UTF-8. */
  readonly text: string
  /** Set when the bytes were not in the charset they claimed: the one that fitted. */
  readonly guessedCharset: string | undefined
}

export interface FetchOptions {
  readonly accept?: string
  /** Most bytes of one answer. */
  readonly maxBytes?: number
}

/** Asks one source politely: one request at a time, never busier than the source answers, with waits it asks for. */
export interface Fetcher {
  /** Whole answer in memory; throws an AppError of `sourceErrors` or of the outgoing guard. */
  get(url: string, options?: FetchOptions): Promise<Fetched>
  /** The body in pieces, for answers too large to hold. */
  stream(
    url: string,
    options?: FetchOptions,
  ): Promise<Pick<Fetched, 'url' | 'mediaType' | 'header'> & { readonly body: AsyncIterable<Uint8Array> }>
}
