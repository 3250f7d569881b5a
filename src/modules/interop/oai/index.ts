export { oaiRoutes } from './routes.ts'
