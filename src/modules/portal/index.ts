export { createPortalModule, type PortalModule } from './module.ts'
