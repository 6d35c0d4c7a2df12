/** Words of the error explainer. */
export const explainTexts = {
  explain: {
    title: 'Explain an error',
    field: 'Error text',
    hint: 'Paste what kubectl, the AWS CLI, the console or a pod’s log says.',
    privacy:
      'The text is not stored. Keys, tokens and signatures are blanked in your browser before it is sent.',
    blanked_one: '{{count}} secret was blanked.',
    blanked_other: '{{count}} secrets were blanked.',
    cluster: 'Cluster',
    anyCluster: 'from the text, if it names one',
    button: 'Explain',
    working: 'Explaining…',
    tryOne: 'Try one:',
    empty: 'Paste an error text first.',
    tooLong:
      'The text is too long: at most {{limit}} characters are read. Paste the lines around the error.',
    failed: 'The text could not be explained: {{reason}}.',
    says: 'What the error says',
    causes: 'Causes, most likely first',
    fromSnapshot: 'from the snapshot of',
    noCluster:
      'No cluster was asked: choose one to see which cause its last scan proves.',
    noCauses: 'There is nothing to tell about causes from this text.',
    repair: 'Smallest repair',
    way: 'Your way into {{cluster}}',
    wayAnywhere: 'The way into a cluster',
    rests: 'What this answer rests on',
    copyAnswer: 'Copy the answer',
    answer: 'the answer',
    documentation: 'AWS documentation',
    request: 'Request access',
    requestWhy:
      'Access can be asked for. It opens filled in with the least that helps:',
    gate: {
      aws: 'AWS lets you find the cluster',
      cluster: 'The cluster knows your identity',
      kubernetes: 'Kubernetes gives you rights',
    },
    gateState: {
      passed: 'Passed',
      refused: 'Refused',
      unknown: 'Unknown',
      'not-reached': 'Not reached',
    },
    known: 'Read',
    notKnown: 'Not read',
    example: {
      unauthorized: 'Unauthorized',
      webIdentity: 'AssumeRoleWithWebIdentity',
      passRole: 'PassRole',
      console: 'console message',
      sts: 'STS Region',
    },
  },
} as const;
