/** An answer that is a Status object: an error in Kubernetes' words. */
export class StatusError extends Error {
  override readonly name = 'StatusError';

  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
  }

  toJSON() {
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      reason: this.reason,
      ...(Object.keys(this.details).length ? { details: this.details } : {}),
      code: this.code,
    };
  }
}

export const unauthorized = () =>
  new StatusError(401, 'Unauthorized', 'Unauthorized');

/** `configmaps "aws-auth" not found` */
export const notFound = (plural: string, name: string, group = '') =>
  new StatusError(
    404,
    'NotFound',
    `${plural}${group ? `.${group}` : ''} "${name}" not found`,
    { name, kind: plural, ...(group ? { group } : {}) },
  );
