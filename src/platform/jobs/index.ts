export { cancelJob, type EnqueueOptions, enqueue, readLiving } from './enqueue.ts'
export { unlockDead } from './heartbeat.ts'
export { type AnyTask, defineTask, type JobContext, type Task, type TaskKind } from './task.ts'
export { type JobWorker, migrateJobs, type Schedule, startWorker, type WorkerOptions } from './worker.ts'
