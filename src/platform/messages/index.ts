export type { NewLetter, PostedLetter } from './letters.ts'
export { createMessages, type InboxMessage, type Messages, type NewMessage } from './messages.ts'
export type { MessagesOptions } from './options.ts'
