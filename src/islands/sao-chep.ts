/** `<sao-chep>` around a `<pre>`: a button that copies it. */
class CopyButton extends HTMLElement {
  connectedCallback(): void {
    const source = this.querySelector('pre')
    if (!source || !navigator.clipboard) return
    const button = document.createElement('button')
    const say = this.getAttribute('say-copy') ?? ''
    button.type = 'button'
    button.className = 'quiet'
    button.textContent = say
    button.addEventListener('click', () => {
      void navigator.clipboard.writeText(source.innerText).then(() => {
        button.textContent = this.getAttribute('say-copied')
        setTimeout(() => {
          button.textContent = say
        }, 2000)
      })
    })
    this.append(button)
  }
}

customElements.define('sao-chep', CopyButton)

export {}
