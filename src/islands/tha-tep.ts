const TUS = { 'tus-resumable': '1.0.0' }
const CHUNK_BYTES = 8 * 1024 * 1024
const RETRY_MS = [1000, 2000, 4000, 8000, 15_000, 30_000]
const REMEMBER = 'nguon-tai-len '

/**
 * `<tha-tep endpoint="/tus/" field="tus">` around a file input: drop zone and resumable upload (tus 1.0, core and
 * creation). When the file is there its address stands in a hidden field and the plain input is emptied, so that
 * the form sends the address instead of the bytes.
 */
class FileDropZone extends HTMLElement {
  connectedCallback(): void {
    const box = this.querySelector<HTMLElement>('.drop')
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    if (!box || !input?.form) return
    for (const name of ['dragover', 'dragleave', 'drop'] as const) {
      box.addEventListener(name, (event) => {
        event.preventDefault()
        box.classList.toggle('over', name === 'dragover')
      })
    }
    box.addEventListener('drop', (event) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      void this.#sendAll(input.multiple ? files : files.slice(0, 1), input)
    })
    input.addEventListener('change', () => void this.#sendAll([...(input.files ?? [])], input))
  }

  async #sendAll(files: readonly File[], input: HTMLInputElement): Promise<void> {
    const { form } = input
    if (!form || files.length === 0) return
    const buttons = [...form.querySelectorAll<HTMLButtonElement>('button[type=submit]')]
    for (const button of buttons) button.disabled = true
    let complete = true
    for (const file of files) complete = (await this.#sendOne(file, form)) && complete
    for (const button of buttons) button.disabled = false
    if (complete) input.value = ''
  }

  async #sendOne(file: File, form: HTMLFormElement): Promise<boolean> {
    const view = this.#progress(file)
    const max = Number(this.getAttribute('max') ?? Number.POSITIVE_INFINITY)
    if (file.size > max) {
      view.say(this.getAttribute('say-large'))
      return false
    }
    const key = `${REMEMBER}${file.name} ${file.size} ${file.lastModified}`
    for (let failures = 0; failures <= RETRY_MS.length; failures += 1) {
      try {
        const address = await this.#sendFrom(file, key, view)
        localStorage.removeItem(key)
        view.say(this.getAttribute('say-done'))
        this.#keep(address, form)
        return true
      } catch (error) {
        if (error instanceof Refused) break
        view.say(this.getAttribute('say-paused'))
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS[failures]))
      }
    }
    view.say(this.getAttribute('say-failed'))
    return false
  }

  async #sendFrom(file: File, key: string, view: View): Promise<string> {
    const known = localStorage.getItem(key)
    let offset = known ? await offsetAt(known) : undefined
    const address = known && offset !== undefined ? known : await this.#create(file)
    localStorage.setItem(key, address)
    offset ??= 0
    while (offset < file.size) {
      view.say(this.getAttribute('say-sending'), offset)
      offset = await sendPiece(address, file.slice(offset, offset + CHUNK_BYTES), { at: offset, csrf: this.#csrf() })
    }
    view.say('', file.size)
    return address
  }

  async #create(file: File): Promise<string> {
    const reply = await fetch(this.getAttribute('endpoint') ?? '/tus/', {
      method: 'POST',
      headers: {
        ...TUS,
        'x-csrf-token': this.#csrf(),
        'upload-length': String(file.size),
        'upload-metadata': `filename ${base64(file.name)},filetype ${base64(file.type || 'application/octet-stream')}`,
      },
    })
    const location = reply.headers.get('location')
    if (reply.status !== 201 || !location) throw failure(reply.status)
    return new URL(location, document.baseURI).href
  }

  #csrf(): string {
    return this.closest('form')?.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? ''
  }

  #keep(address: string, form: HTMLFormElement): void {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = this.getAttribute('field') ?? 'tus'
    field.value = new URL(address).pathname
    form.append(field)
  }

  #progress(file: File): View {
    const line = document.createElement('div')
    line.className = 'sending'
    const text = document.createElement('output')
    const bar = document.createElement('progress')
    bar.max = file.size || 1
    bar.value = 0
    bar.ariaLabel = file.name
    line.append(text, bar)
    this.append(line)
    const locale = this.getAttribute('locale') ?? 'vi-VN'
    return {
      say: (words, sent) => {
        if (sent !== undefined) bar.value = sent
        const share = (bar.value / bar.max).toLocaleString(locale, { style: 'percent' })
        text.textContent = `${file.name}: ${words ?? ''} ${share}`
      },
    }
  }
}

interface View {
  say(words: string | null, sent?: number): void
}

/** The server will not take this upload; trying again is no use. */
class Refused extends Error {}

async function offsetAt(address: string): Promise<number | undefined> {
  const reply = await fetch(address, { method: 'HEAD', headers: TUS, cache: 'no-store' })
  // An upload the server has forgotten begins anew.
  if (!reply.ok) return undefined
  const offset = Number(reply.headers.get('upload-offset'))
  return Number.isInteger(offset) ? offset : undefined
}

async function sendPiece(address: string, piece: Blob, { at, csrf }: { at: number; csrf: string }): Promise<number> {
  const reply = await fetch(address, {
    method: 'PATCH',
    headers: {
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(at),
      'x-csrf-token': csrf,
    },
    body: piece,
  })
  if (reply.status !== 204) throw failure(reply.status)
  return Number(reply.headers.get('upload-offset') ?? at + piece.size)
}

function failure(status: number): Error {
  // 409 says that the offset was wrong: asking for it again settles that. 423 is a lock that goes away.
  const forGood = status >= 400 && status < 500 && ![408, 409, 423, 429].includes(status)
  return forGood ? new Refused(`status ${status}`) : new Error(`status ${status}`)
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}

customElements.define('tha-tep', FileDropZone)

export {}
