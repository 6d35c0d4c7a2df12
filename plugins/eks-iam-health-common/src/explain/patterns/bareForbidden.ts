import { defineRulesPattern, MessageRule } from '../rulesPattern';

const rules: MessageRule[] = [
  {
    matches:
      /Error from server \(Forbidden\): unknown \(([a-z]{1,20}) ([\w./-]{1,120})/,
    facts: ([, verb, resource]) => ({
      action: `${verb} ${resource}`,
      resource,
    }),
    say: ([, verb, resource]) => ({
      headline: `Something refused to \`${verb} ${resource}\`, and does not say whom.`,
      summary:
        'The API server names the user in its refusals. An answer without one often comes from a proxy or gateway before it.',
      causes: [
        {
          id: 'proxy-refused',
          title:
            'A proxy, gateway or firewall before the API server refused it',
          hint: 'Ask again with `kubectl -v=8`: the headers of the answer tell who gave it.',
          steps: [
            'Let the proxy pass the endpoint of the cluster (`NO_PROXY`).',
          ],
        },
        {
          id: 'no-right',
          title: 'The caller lacks the right',
          hint: 'See `kubectl auth whoami` and `kubectl auth can-i`.',
        },
      ],
    }),
  },
  {
    matches: /Error from server \(Forbidden\)/,
    say: () => ({
      headline: 'The request was refused, and the text does not say whom.',
      summary:
        'A refusal of Kubernetes names the user, the verb and the resource; this text holds none of them.',
      causes: [
        {
          id: 'message-cut',
          title: 'The message was cut, or is not from the API server',
          hint: 'Paste the whole message, or ask again with `kubectl -v=8`.',
        },
      ],
    }),
  },
];

/** A 403 that names nobody. */
export const bareForbidden = defineRulesPattern({
  id: 'kubernetes-forbidden-bare',
  topics: ['T3'],
  documentation:
    'https://kubernetes.io/docs/reference/access-authn-authz/authorization/',
  rules,
});
