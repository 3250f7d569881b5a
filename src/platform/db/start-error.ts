import { AppError, type Said } from '../errors.ts'

/** Something keeps the program from starting; the sentence says what and the way out. */
export class StartError extends AppError {
  constructor(reason: string, said: Said) {
    super('unavailable', `start.${reason}`, said)
  }
}
