import { runningPid } from './embedded.ts'
import { type Place, readPlace } from './place.ts'

/** The embedded PostgreSQL that a running server of this data folder has started. */
export async function findRunning(dataDir: string): Promise<Place | undefined> {
  const place = await readPlace(dataDir)
  return place && (await runningPid(place.pgData)) ? place : undefined
}
