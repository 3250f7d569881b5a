interface Suggestion {
  readonly text: string
  readonly href?: string
  readonly note?: string
}

const WAIT_MS = 120
const LIST = 'goi-y'

/**
 * `<tim-nhanh src="/goi-y" label="…">` around a search form, or around one text field of a longer form whose suggestions
 * all lead away: suggestions under the box as one types.
 * `GET src?q=…` answers `{ suggestions: [{ text, href?, note? }] }`. Combobox pattern of the ARIA practices.
 */
class QuickFind extends HTMLElement {
  #timer = 0
  #asked: AbortController | undefined
  #chosen = -1

  connectedCallback(): void {
    const input = this.querySelector('input[type=search], input[type=text]')
    if (!(input instanceof HTMLInputElement)) return
    const list = document.createElement('ul')
    list.id = LIST
    list.className = 'suggest'
    list.hidden = true
    list.role = 'listbox'
    list.ariaLabel = this.getAttribute('label')
    this.append(list)
    input.role = 'combobox'
    input.setAttribute('aria-controls', LIST)
    input.setAttribute('aria-autocomplete', 'list')
    input.ariaExpanded = 'false'
    input.addEventListener('input', () => this.#later(input, list))
    input.addEventListener('keydown', (event) => this.#onKey(event, input, list))
    input.addEventListener('blur', () => setTimeout(() => this.#close(input, list), 150))
    // Somebody may have typed before this script came.
    if (document.activeElement === input) this.#later(input, list)
  }

  #later(input: HTMLInputElement, list: HTMLUListElement): void {
    clearTimeout(this.#timer)
    this.#asked?.abort()
    const words = input.value.trim()
    if (words.length < 2) return this.#close(input, list)
    this.#timer = window.setTimeout(() => void this.#ask(words, input, list), WAIT_MS)
  }

  async #ask(words: string, input: HTMLInputElement, list: HTMLUListElement): Promise<void> {
    this.#asked = new AbortController()
    try {
      const address = `${this.getAttribute('src') ?? ''}?q=${encodeURIComponent(words)}`
      const reply = await fetch(address, { signal: this.#asked.signal, headers: { accept: 'application/json' } })
      if (!reply.ok) return this.#close(input, list)
      const { suggestions } = (await reply.json()) as { suggestions: readonly Suggestion[] }
      this.#show(suggestions, input, list)
    } catch {
      // Typing went on, or the network is gone: the form still works.
    }
  }

  #show(suggestions: readonly Suggestion[], input: HTMLInputElement, list: HTMLUListElement): void {
    this.#chosen = -1
    input.removeAttribute('aria-activedescendant')
    list.replaceChildren(...suggestions.map((suggestion, index) => this.#item(suggestion, index, input)))
    list.hidden = suggestions.length === 0
    input.ariaExpanded = String(!list.hidden)
  }

  #item(suggestion: Suggestion, index: number, input: HTMLInputElement): HTMLLIElement {
    const item = document.createElement('li')
    item.id = `${LIST}-${index}`
    item.role = 'option'
    item.textContent = suggestion.text
    if (suggestion.note) {
      const note = document.createElement('span')
      note.className = 'small muted'
      note.textContent = suggestion.note
      item.append(note)
    }
    item.addEventListener('click', () => {
      if (suggestion.href) {
        location.assign(suggestion.href)
        return
      }
      input.value = suggestion.text
      input.form?.requestSubmit()
    })
    return item
  }

  #onKey(event: KeyboardEvent, input: HTMLInputElement, list: HTMLUListElement): void {
    const items = [...list.children]
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      this.#close(input, list)
    } else if (event.key === 'Enter' && this.#chosen >= 0 && !list.hidden) {
      event.preventDefault()
      ;(items[this.#chosen] as HTMLElement | undefined)?.click()
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      this.#chosen = (this.#chosen + step + items.length) % items.length
      items.forEach((item, index) => item.setAttribute('aria-selected', String(index === this.#chosen)))
      input.setAttribute('aria-activedescendant', `${LIST}-${this.#chosen}`)
    }
  }

  #close(input: HTMLInputElement, list: HTMLUListElement): void {
    list.hidden = true
    this.#chosen = -1
    input.ariaExpanded = 'false'
    input.removeAttribute('aria-activedescendant')
  }
}

customElements.define('tim-nhanh', QuickFind)

export {}
