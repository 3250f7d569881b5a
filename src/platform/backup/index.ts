export { type ArchiveFacts, checkArchive } from './check-archive.ts'
export { type BackupDeps, type BackupReport, type BackupTarget, createBackup } from './create-backup.ts'
export { type KnownBackup, listBackups } from './known-backups.ts'
export { type RestoreDeps, type RestoreReport, restoreBackup } from './restore-backup.ts'
