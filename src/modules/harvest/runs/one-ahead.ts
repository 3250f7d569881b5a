/** Asks for the next item while the present one is being worked on. Ending early ends the source too. */
export async function* oneAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]()
  const ask = () => {
    const next = iterator.next()
    // Whether it failed is seen when its turn comes.
    next.catch(() => undefined)
    return next
  }
  let next = ask()
  try {
    for (;;) {
      const step = await next
      if (step.done) return
      next = ask()
      yield step.value
    }
  } finally {
    await next.catch(() => undefined)
    await iterator.return?.()
  }
}
