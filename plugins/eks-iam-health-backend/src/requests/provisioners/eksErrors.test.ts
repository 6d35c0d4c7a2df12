import { EksAccessError } from './EksAccessPort';
import { toEksAccessError } from './eksErrors';

function awsError(name: string, message = 'x', httpStatusCode = 400) {
  return Object.assign(new Error(message), {
    name,
    $metadata: { httpStatusCode },
  });
}

describe('toEksAccessError', () => {
  it.each([
    ['ResourceInUseException', 409, 'conflict', true],
    ['ResourceNotFoundException', 404, 'missing', true],
    ['ThrottlingException', 429, 'busy', true],
    ['TooManyRequestsException', 429, 'busy', true],
    ['InvalidRequestException', 400, 'busy', true],
    ['ServerException', 500, 'unavailable', true],
    ['SomethingNew', 503, 'unavailable', true],
    ['ResourceLimitExceededException', 400, 'quota', false],
    ['InvalidParameterException', 400, 'invalid', false],
    ['AccessDeniedException', 403, 'denied', false],
    ['ExpiredTokenException', 403, 'denied', false],
  ])('%s (%s) is %s', (name, status, failure, passes) => {
    const error = toEksAccessError(
      awsError(name, 'x', status),
      'eks:CreateAccessEntry',
    );
    expect(error).toMatchObject({ failure, passes });
    expect(error.message).toContain('eks:CreateAccessEntry');
  });

  it('names the missing action and what AWS said, on one line', () => {
    const error = toEksAccessError(
      awsError(
        'AccessDeniedException',
        'User: arn:aws:sts::1:assumed-role/w/bs-1 is not authorized to perform: eks:AssociateAccessPolicy\n on resource: *',
        403,
      ),
      'eks:AssociateAccessPolicy',
    );
    expect(error.message).toContain('eks:AssociateAccessPolicy');
    expect(error.message).not.toContain('\n');
  });

  it('passes by itself when no answer came', () => {
    const aborted = Object.assign(new Error('aborted'), { name: 'AbortError' });
    expect(toEksAccessError(aborted, 'eks:X')).toMatchObject({
      failure: 'unavailable',
      passes: true,
    });
    const ours = new EksAccessError('quota', 'q');
    expect(toEksAccessError(ours, 'eks:X')).toBe(ours);
  });
});
