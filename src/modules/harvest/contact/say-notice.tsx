import type { PostedLetter } from '../../../platform/messages/index.ts'
import { type Lang, Time } from '../../../ui/index.ts'
import type { Source } from '../model.ts'
import { HOME } from '../room/list-page.tsx'
import { say } from '../room/words.ts'
import type { ContactNotice } from './store.ts'

export interface NoticeLineProps {
  readonly lang: Lang
  readonly source: Source
  readonly problems: number
  readonly notice: ContactNotice | undefined
  /** The letter of the notice, when it went by mail. */
  readonly letter: PostedLetter | undefined
}

interface Said {
  readonly text: string
  /** Ends the sentence. */
  readonly at?: Date
  /** What the reader does about it. */
  readonly link?: { readonly href: string; readonly text: string }
}

/** What became of telling the people who keep the source. */
export function NoticeLine(props: NoticeLineProps) {
  const { text, at, link } = sayNotice(props)
  return (
    <p>
      {text}
      {at && ' '}
      {at && <Time value={at} lang={props.lang} form="datetime" />}
      {link && ' '}
      {link && <a href={link.href}>{link.text}</a>}
    </p>
  )
}

function sayNotice({ lang, source, problems, notice, letter }: NoticeLineProps): Said {
  const words = say(lang)
  const home = `${HOME}/${source.id}`
  if (source.contactEmail === undefined) {
    return { text: words.noContact, link: { href: `${home}/sua`, text: words.addContact } }
  }
  if (!notice) return { text: problems > 0 ? words.toldNext(source.contactEmail) : words.nothingToTell }
  const { way, email, records, at } = notice
  if (way === 'inbox') return { text: words.toldInbox(email, records), at }
  if (letter?.sentAt) return { text: words.toldMail(email, records), at: letter.sentAt }
  return sayUnsent(letter, { lang, email, home })
}

function sayUnsent(
  letter: PostedLetter | undefined,
  { lang, email, home }: { readonly lang: Lang; readonly email: string; readonly home: string },
): Said {
  const words = say(lang)
  if (letter?.state === 'waiting') {
    return { text: letter.reason === undefined ? words.onItsWay(email) : words.triedAgain(letter.reason) }
  }
  const link = { href: `${home}/van-de.xlsx`, text: words.sendByHand }
  return { text: letter?.state === 'failed' ? words.notSent(letter.reason ?? '') : words.noMail, link }
}
