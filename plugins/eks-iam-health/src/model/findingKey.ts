/** The identity of a finding in addresses: `<check>~<subject>`; check ids hold no `~`. */
export function findingKey(checkId: string, subject = ''): string {
  return `${checkId}~${subject}`;
}

/** Takes a key apart; everything after the first `~` is the subject. */
export function parseFindingKey(key: string): {
  checkId: string;
  subject: string;
} {
  const at = key.indexOf('~');
  return at < 0
    ? { checkId: key, subject: '' }
    : { checkId: key.slice(0, at), subject: key.slice(at + 1) };
}
