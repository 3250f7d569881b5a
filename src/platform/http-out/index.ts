export { createOutgoing, type OutAnswer, type Outgoing, type OutgoingOptions } from './outgoing.ts'
