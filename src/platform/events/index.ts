export { announce, announceAll, type DomainEvent } from './announce.ts'
export { type Bell, createBell } from './bell.ts'
export { cursorNow } from './cursor-now.ts'
export {
  type Cursor,
  type Follower,
  type Following,
  follow,
  readEvents,
  START,
  type StoredEvent,
  type Wake,
} from './follow.ts'
export { createMemoryFollower } from './memory-follower.ts'
export { createFollowers, type Followers } from './run-followers.ts'
export { storedCursor } from './stored-cursor.ts'
export { listenForEvents } from './wake.ts'
