/**
 * `<o-sang>` around a sheet and its table: cells with the same `data-k` light up together.
 * In the sheet the arrow keys move from cell to cell, Enter keeps the light on, Escape lets go.
 */
class CellLight extends HTMLElement {
  #pinned: string | undefined

  connectedCallback(): void {
    for (const name of ['pointerover', 'focusin'] as const) {
      this.addEventListener(name, (event) => {
        if (this.#pinned === undefined) this.#light(keyOf(event.target))
      })
    }
    this.addEventListener('click', (event) => this.#pin(keyOf(event.target)))
    this.addEventListener('pointerleave', () => this.#light(this.#pinned))
    this.addEventListener('keydown', (event) => this.#onKey(event))
    // One cell of the sheet takes the focus; the arrows move it.
    this.querySelector<HTMLElement>('.sheet td[id]')?.setAttribute('tabindex', '0')
  }

  #light(key: string | undefined): void {
    for (const cell of this.querySelectorAll<HTMLElement>('[data-k]')) {
      cell.classList.toggle('hit', key !== undefined && cell.dataset['k'] === key)
    }
  }

  #pin(key: string | undefined): void {
    if (key === undefined) return
    this.#pinned = this.#pinned === key ? undefined : key
    this.#light(key)
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      this.#pinned = undefined
      this.#light(undefined)
      return
    }
    const cell = event.target instanceof HTMLTableCellElement ? event.target : undefined
    if (!cell?.closest('.sheet')) return
    if (event.key === 'Enter') this.#pin(cell.dataset['k'])
    const next = neighbour(cell, event.key)
    if (!next) return
    event.preventDefault()
    cell.tabIndex = -1
    next.tabIndex = 0
    next.focus()
  }
}

function keyOf(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-k]')?.dataset['k'] : undefined
}

function neighbour(cell: HTMLTableCellElement, key: string): HTMLTableCellElement | undefined {
  if (key === 'ArrowRight') return dataCell(cell.nextElementSibling)
  if (key === 'ArrowLeft') return dataCell(cell.previousElementSibling)
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
  const step = key === 'ArrowDown' ? 'nextElementSibling' : 'previousElementSibling'
  for (let row = cell.parentElement?.[step]; row; row = row[step]) {
    const cells = [...row.querySelectorAll<HTMLTableCellElement>('td[id]')]
    const below = cells.find((other) => other.offsetLeft + other.offsetWidth > cell.offsetLeft)
    if (below) return below
  }
  return undefined
}

function dataCell(element: Element | null): HTMLTableCellElement | undefined {
  return element instanceof HTMLTableCellElement && element.id ? element : undefined
}

customElements.define('o-sang', CellLight)

export {}
