export { odataRoutes } from './routes.ts'
