export { fingerprintOf, signatureHolds } from './keys.ts'
export { type Proof, proofHolds, prove } from './proof.ts'
export { type MessageKey, signAnswer, signRequest } from './sign.ts'
export { type SignedAnswer, type SignedRequest, verifyAnswer, verifyRequest } from './verify.ts'
