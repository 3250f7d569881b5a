export { createMessages, type InboxMessage, type Messages, type MessagesOptions, type NewMessage } from './messages.ts'
