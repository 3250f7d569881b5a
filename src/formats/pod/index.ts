export { type PodDocument, type ReadPodOptions, readPod, readPodDataset } from './read-pod.ts'
export { podHead, toPodDataset } from './write-pod.ts'
