export { excelRoutes } from './routes.tsx'
