import { LabelSelector, MutatingWebhook } from '../../model';
import { aPod, aServiceAccount, aSnapshot, describeCheck } from '../../testing';
import { identityWebhookAltered } from './identityWebhookAltered';

const everything: LabelSelector = { matchLabels: {}, matchExpressions: [] };
const stock: LabelSelector = {
  matchLabels: {},
  matchExpressions: [
    {
      key: 'eks.amazonaws.com/skip-pod-identity-webhook',
      operator: 'DoesNotExist',
      values: [],
    },
  ],
};
const webhook = (
  change: Partial<NonNullable<MutatingWebhook['webhooks']>[number]> = {},
): MutatingWebhook => ({
  name: 'pod-identity-webhook',
  failurePolicies: [change.failurePolicy ?? 'Ignore'],
  webhooks: [
    {
      name: 'iam-for-pods.amazonaws.com',
      failurePolicy: 'Ignore',
      namespaceSelector: everything,
      objectSelector: stock,
      ...change,
    },
  ],
});
const node = (computeType?: string) => ({
  name: `node-${computeType}`,
  labels: computeType
    ? { 'eks.amazonaws.com/compute-type': computeType }
    : ({} as Record<string, string>),
  ready: true,
});
const using = aSnapshot()
  .with('nodes', [node()])
  .with('namespaces', [
    { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } },
    { name: 'lab', labels: { 'kubernetes.io/metadata.name': 'lab' } },
  ])
  .with('serviceAccounts', [
    aServiceAccount('shop', 'cart', 'cart'),
    aServiceAccount('lab', 'cart', 'cart'),
  ])
  .with('pods', [aPod('shop', 'cart'), aPod('lab', 'cart')]);
const notLab: LabelSelector = {
  matchLabels: {},
  matchExpressions: [
    {
      key: 'kubernetes.io/metadata.name',
      operator: 'NotIn',
      values: ['lab'],
    },
  ],
};

describeCheck(identityWebhookAltered, [
  {
    shows: 'no such webhook',
    given: using.with('webhooks', [{ ...webhook(), name: 'other' }]),
    finds: ['pod-identity-webhook'],
    verdict: 'fail',
    repairs: [],
  },
  {
    shows: 'the webhook as EKS makes it, with and without the label',
    given: using.with('webhooks', [webhook({ objectSelector: everything })]),
    finds: [],
  },
  {
    shows: 'a stock objectSelector',
    given: using.with('webhooks', [webhook()]),
    finds: [],
  },
  {
    shows: 'a namespace is left out',
    given: using.with('webhooks', [webhook({ namespaceSelector: notLab })]),
    finds: ['pod-identity-webhook'],
    verdict: 'warn',
    message: /has a namespaceSelector, which leaves out `lab\/cart`$/,
  },
  {
    shows: 'pods without a label are left out, and its failure stops pods',
    given: using.with('webhooks', [
      webhook({
        failurePolicy: 'Fail',
        objectSelector: { ...stock, matchLabels: { identity: 'on' } },
      }),
    ]),
    finds: ['pod-identity-webhook'],
    verdict: 'warn',
    message:
      /failurePolicy `Fail` instead of `Ignore` and an objectSelector of its own, which leaves out `lab\/cart`, `shop\/cart`$/,
  },
  {
    shows: 'a snapshot that does not tell its selectors',
    given: using.with('webhooks', [
      { name: 'pod-identity-webhook', failurePolicies: ['Ignore'] },
    ]),
    verdict: 'unknown',
  },
  {
    shows: 'only nodes of Auto Mode and Fargate',
    given: aSnapshot().with('nodes', [node('auto'), node('fargate')]),
    verdict: 'not-applicable',
  },
  {
    shows: 'webhooks were not read',
    given: using.unreadable('webhooks'),
    verdict: 'unknown',
  },
]);
