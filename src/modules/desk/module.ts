import multipart from '@fastify/multipart'
import type { Follower } from '../../platform/events/index.ts'
import type { Http } from '../../platform/http/index.ts'
import type { AnyTask } from '../../platform/jobs/index.ts'
import type { DeskDeps } from './deps.ts'
import { draftRoutes } from './draft/routes.tsx'
import { inboxRoutes } from './inbox/routes.tsx'
import { manyRoutes } from './many/routes.tsx'
import { followForMessages } from './notify/follow-events.ts'
import { ownedRoutes } from './owned/routes.tsx'
import { questionRoutes } from './questions/routes.tsx'
import { recipeRoutes } from './recipe/routes.tsx'
import { reviewRoutes } from './review/routes.tsx'
import { todoRoutes } from './todo/routes.tsx'
import { uploadRoutes } from './upload/routes.tsx'

const MAX_FILE_BYTES = 20e9
const MOST_FILES = 200

export interface DeskOptions extends DeskDeps {
  /** Where the follower that writes messages remembers how far it has read. */
  readonly position: Pick<Follower, 'load' | 'save'>
}

export interface DeskModule {
  readonly followers: readonly Follower[]
  readonly tasks: readonly AnyTask[]
  routes(http: Http): void
}

/** Pages on which officers prepare, review and answer, and the messages that call them there. */
export function createDeskModule(deps: DeskOptions): DeskModule {
  return {
    followers: [followForMessages(deps, deps.position)],
    tasks: deps.messages.tasks,
    routes(http) {
      todoRoutes(http, deps)
      draftRoutes(http, deps)
      recipeRoutes(http, deps)
      reviewRoutes(http, deps)
      manyRoutes(http, deps)
      ownedRoutes(http, deps)
      questionRoutes(http, deps)
      inboxRoutes(http, deps)
      // Only these routes read multipart bodies; a scope keeps the parser away from the others.
      void http.register(async (scope) => {
        await scope.register(multipart, {
          limits: { fileSize: MAX_FILE_BYTES, files: MOST_FILES, fields: MOST_FILES * 2 },
        })
        uploadRoutes(scope as Http, deps)
      })
    },
  }
}
