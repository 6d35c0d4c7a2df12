/**
 * One spelling of an entity ref, so that two of them can be compared: `kind:namespace/name` in lower case, which is how
 * the catalog itself treats them as equal.
 *
 * @public
 */
export function canonicalRef(ref: string, defaultKind = 'user'): string {
  const match = /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/.exec(ref.trim());
  if (!match) throw new Error(`not an entity ref: \`${ref}\``);
  const [, kind = defaultKind, namespace = 'default', name] = match;
  return `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US');
}
