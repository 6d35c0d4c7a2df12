import { CustomErrorBase, InputError } from '@backstage/errors';
import { ErrorRequestHandler } from 'express';

/** 413: the error middleware of Backstage takes the status from the error. */
export class TooLargeError extends CustomErrorBase {
  name = 'TooLargeError' as const;
  readonly statusCode = 413;
}

/** 429; the router adds `Retry-After`. */
export class TooSoonError extends CustomErrorBase {
  name = 'TooSoonError' as const;
  readonly statusCode = 429;
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The body parser's errors carry the body, which must appear in no answer and no log. */
export const bodyErrors: ErrorRequestHandler = (error, _req, _res, next) => {
  switch (error?.type) {
    case 'entity.too.large':
      return next(new TooLargeError('the body is larger than 256 kB'));
    case 'entity.parse.failed':
      return next(new InputError('the body is not valid JSON'));
    case 'charset.unsupported':
    case 'encoding.unsupported':
    case 'request.size.invalid':
      return next(new InputError('the body cannot be read'));
    default:
      return next(error);
  }
};
