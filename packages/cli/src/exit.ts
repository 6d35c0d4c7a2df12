/** What the exit code says. @public */
export const EXIT = {
  /** done, and nothing at or above the threshold was found; for a question: yes */
  fine: 0,
  /** findings at or above the threshold; for a question: no, or not known */
  findings: 1,
  /** it could not run: a wrong option, an unreadable file, nothing that could be judged */
  couldNotRun: 2,
} as const;

/** The command cannot do what it was asked; the message is for the person who asked. @public */
export class CannotRunError extends Error {}
