const WAIT_MS = 1500
const RETRY_MS = 8000

/**
 * `<tu-luu action="…">` around a form: posts the whole form while it is being filled in, and says when it was saved.
 * 2xx is saved, 409 is someone else's change (saving stops), anything else is tried again.
 */
class Autosave extends HTMLElement {
  #timer = 0
  #busy = false
  #stale = false
  #stopped = false

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form) return
    form.addEventListener('input', () => this.#later(form, WAIT_MS))
    form.addEventListener('submit', () => {
      this.#stopped = true
      clearTimeout(this.#timer)
    })
    // The last words before the tab is closed must not wait for the timer.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.#stale) void this.#save(form)
    })
  }

  #later(form: HTMLFormElement, waitMs: number): void {
    if (this.#stopped) return
    this.#stale = true
    clearTimeout(this.#timer)
    this.#timer = window.setTimeout(() => void this.#save(form), waitMs)
  }

  async #save(form: HTMLFormElement): Promise<void> {
    if (this.#stopped) return
    if (this.#busy) return this.#later(form, WAIT_MS)
    this.#busy = true
    this.#stale = false
    this.#say('say-saving')
    const status = await this.#post(form)
    this.#busy = false
    if (status >= 200 && status < 300) {
      this.#say('say-saved', new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' }))
    } else if (status === 409) {
      this.#stopped = true
      this.#say('say-conflict')
    } else {
      this.#say('say-failed')
      this.#later(form, RETRY_MS)
    }
  }

  async #post(form: HTMLFormElement): Promise<number> {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
    try {
      const reply = await fetch(this.getAttribute('action') ?? form.action, {
        method: 'POST',
        body: fields,
        keepalive: true,
        headers: { 'x-fragment': 'tu-luu' },
      })
      const version = reply.headers.get('x-draft-version')
      const field = form.elements.namedItem('version')
      if (version && field instanceof HTMLInputElement) field.value = version
      return reply.status
    } catch {
      return 0
    }
  }

  #say(which: string, time = ''): void {
    const place = this.querySelector('.saved')
    if (place) place.textContent = `${this.getAttribute(which) ?? ''} ${time}`.trim()
    place?.classList.toggle('error', which === 'say-conflict' || which === 'say-failed')
  }
}

customElements.define('tu-luu', Autosave)

export {}
