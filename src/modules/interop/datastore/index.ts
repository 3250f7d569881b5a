export { datastoreActions } from './actions.ts'
export { datastoreRoutes } from './routes.tsx'
