/** `group:default/payments` read as `payments`; another namespace stays in front. */
export function nameOfRef(ref: string): string {
  const path = ref.slice(ref.indexOf(':') + 1);
  return path.startsWith('default/') ? path.slice('default/'.length) : path;
}
