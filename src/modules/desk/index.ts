export { createDeskModule, type DeskModule } from './module.ts'
