import { parentPort, workerData } from 'node:worker_threads'
import type { Quad } from '../../../formats/rdf/terms.ts'
import { createShaclValidator } from '../../../formats/shacl/index.ts'
import type { ProfileReply, ProfileRequest } from './worker-link.ts'

const validate = createShaclValidator(workerData as readonly Quad[])

parentPort?.on('message', ({ id, graphs }: ProfileRequest) => {
  void answer(id, graphs).then((reply) => parentPort?.postMessage(reply))
})

async function answer(id: number, graphs: ProfileRequest['graphs']): Promise<ProfileReply> {
  try {
    const findings = []
    for (const graph of graphs) findings.push(await validate(graph))
    return { id, findings }
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) }
  }
}
