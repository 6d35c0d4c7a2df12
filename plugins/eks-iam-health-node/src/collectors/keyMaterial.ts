import { KeyMaterial } from 'backstage-plugin-eks-iam-health-common';

/** A text of an object and where it stands. */
export interface PlacedText {
  /** `container app, env LEGACY_ACCESS_KEY_ID` */
  place: string;
  /** name of the variable or data key; a name such as `AWS_SECRET_ACCESS_KEY` tells what the text is */
  name: string;
  text: string;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const KEY_ID =
  /(?<![A-Z0-9])((?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})(?![A-Z0-9])/g;
/** What `scripts/export-cluster.sh` leaves of an id: the prefix and the last four characters. */
const MASKED_KEY_ID =
  /(?<![A-Z0-9])(A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)\*{12}([A-Z2-7]{4})(?![A-Z0-9])/g;
/** What the script leaves of a secret. */
const MASKED_SECRET = 'MASKED-SECRET-ACCESS-KEY';
const SECRET_FORM = /(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
const SECRET_NAME = /aws_?secret|secret_?access_?key/i;
const MIN_ENTROPY_BITS = 4;

/**
 * Finds AWS access keys in the texts of one object. What is told is the place and a masked id; no part of a secret, and
 * nothing it could be guessed by. AWS's sample keys are not keys.
 */
export function findKeyMaterial(texts: readonly PlacedText[]): KeyMaterial[] {
  const places = texts.map(text => ({
    place: text.place,
    maskedIds: maskedIdsIn(text.text),
    secretForm: holdsSecretForm(text.text),
    saysSecret: SECRET_NAME.test(text.name) || SECRET_NAME.test(text.text),
  }));
  // Forty such characters alone may be anything; beside an id, or under that name, they are a secret.
  const objectHasId = places.some(place => place.maskedIds.length > 0);
  return places.flatMap<KeyMaterial>(place => {
    const { maskedIds, secretForm, saysSecret } = place;
    const hasSecret = secretForm && (saysSecret || objectHasId);
    if (maskedIds.length > 0) {
      return maskedIds.map(maskedKeyId => ({
        place: place.place,
        maskedKeyId,
        hasSecret,
      }));
    }
    return hasSecret ? [{ place: place.place, hasSecret }] : [];
  });
}

/** `AKIA…WXYZ`. */
export function maskKeyId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-4)}`;
}

function maskedIdsIn(text: string): string[] {
  const clear = [...text.matchAll(KEY_ID)]
    .map(match => match[1])
    .filter(id => !id.includes('EXAMPLE'))
    .map(maskKeyId);
  const masked = [...text.matchAll(MASKED_KEY_ID)].map(
    match => `${match[1]}…${match[2]}`,
  );
  return [...new Set([...clear, ...masked])];
}

function holdsSecretForm(text: string): boolean {
  return (
    text.includes(MASKED_SECRET) ||
    (text.match(SECRET_FORM) ?? []).some(
      candidate =>
        !candidate.includes('EXAMPLE') &&
        !/^[0-9a-fA-F]+$/.test(candidate) &&
        entropyBits(candidate) > MIN_ENTROPY_BITS,
    )
  );
}

/** Shannon entropy per character. */
function entropyBits(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce(
    (bits, count) =>
      bits - (count / text.length) * Math.log2(count / text.length),
    0,
  );
}

/** The text with everything that looks like a key or a secret taken out, for messages that quote what others wrote. @public */
export function redact(text: string): string {
  return text
    .replace(KEY_ID, id => (id.includes('EXAMPLE') ? id : maskKeyId(id)))
    .replace(SECRET_FORM, candidate =>
      /^[0-9a-fA-F]+$/.test(candidate) ||
      entropyBits(candidate) <= MIN_ENTROPY_BITS
        ? candidate
        : '[removed]',
    );
}
