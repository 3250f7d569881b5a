import { createServer, type Socket } from 'node:net'

export interface ReceivedLetter {
  readonly to: string
  /** Header and body as they came, folded lines joined. */
  readonly source: string
}

/** A mail server of the test that takes letters in, or says no. */
export interface TestMailServer {
  readonly url: string
  readonly letters: ReceivedLetter[]
  /** Answer to RCPT TO; `250 OK` takes the letter. */
  answer: string
  close(): Promise<void>
}

/** Speaks as much SMTP (RFC 5321) as one letter after another needs. */
export async function openTestMailServer(): Promise<TestMailServer> {
  const letters: ReceivedLetter[] = []
  const box = { answer: '250 OK' }
  const server = createServer((socket) => serve(socket, box, letters))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return Object.assign(box, {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    letters,
    close: () => new Promise<void>((closed) => void server.close(() => closed())),
  })
}

function serve(socket: Socket, box: { readonly answer: string }, letters: ReceivedLetter[]): void {
  let held = ''
  let to = ''
  let inLetter = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const command = (line: string) => {
    const [word = ''] = line.toUpperCase().split(/[ :]/)
    if (word === 'RCPT') {
      to = /<([^>]*)>/.exec(line)?.[1] ?? ''
      say(box.answer)
    } else if (word === 'DATA') {
      inLetter = true
      say('354 go on')
    } else if (word === 'QUIT') socket.end('221 bye\r\n')
    else say('250 OK')
  }
  socket.on('error', () => undefined)
  socket.on('data', (piece) => {
    held += piece.toString('latin1')
    for (;;) {
      const end = inLetter ? held.indexOf('\r\n.\r\n') : held.indexOf('\r\n')
      if (end < 0) return
      const text = held.slice(0, end)
      held = held.slice(end + (inLetter ? 5 : 2))
      if (!inLetter) command(text)
      else {
        letters.push({ to, source: text.replace(/\r\n[ \t]+/g, ' ') })
        inLetter = false
        say('250 taken')
      }
    }
  })
  say('220 test')
}

/** Decoded text of the parts of a letter, attachments as their bytes in latin1. */
export function partsOf({ source }: ReceivedLetter): readonly string[] {
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1]
  const parts = boundary === undefined ? [source] : source.split(`--${boundary}`).slice(1, -1)
  return parts.map(decodePart)
}

function decodePart(part: string): string {
  const [head = '', ...rest] = part.trim().split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString(/text\/plain/i.test(head) ? 'utf8' : 'latin1')
  if (!/quoted-printable/i.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
