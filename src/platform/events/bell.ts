/** Sleeps until rung or until the time is over; a ring while awake is not lost. */
export interface Bell {
  ring(): void
  wait(ms: number): Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, ms)
          wake = () => {
            clearTimeout(timer)
            done()
          }
        })
      }
      rung = false
      wake = undefined
    },
  }
}
