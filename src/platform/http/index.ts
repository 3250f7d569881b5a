export { createHttp, type Http, type HttpOptions } from './create-http.ts'
export type { RenderError } from './errors-to-replies.ts'
export type { Lang } from './language.ts'
export { type DeclaredRoute, routesOf } from './route.ts'
