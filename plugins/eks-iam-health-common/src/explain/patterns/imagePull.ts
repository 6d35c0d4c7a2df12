import { defineRulesPattern, MessageRule } from '../rulesPattern';

const rules: MessageRule[] = [
  {
    matches:
      /(?:[Ff]ailed to pull (?:image|and unpack image)|ErrImagePull|pulling image|docker pull).{0,600}(?:403 Forbidden|401 Unauthorized|no basic auth credentials|pull access denied|authorization failed)|^no basic auth credentials/,
    say: () => ({
      headline: 'The registry did not let the node pull the image.',
      summary:
        'Images are pulled with the role of the node, or the pod execution role on Fargate; service accounts and their roles have no part in it.',
      causes: [
        {
          id: 'node-role-lacks-registry',
          title: 'The node role may not read from the registry',
          hint: 'AmazonEC2ContainerRegistryPullOnly, or the older ReadOnly policy, holds what is needed.',
          steps: [
            'Attach AmazonEC2ContainerRegistryPullOnly to the role of the node.',
          ],
        },
        {
          id: 'repository-of-another-account',
          title:
            'The repository is in another account and does not admit this one',
          hint: 'Across accounts the policy of the repository must name the role or its account too.',
          steps: ['Let the policy of the repository admit the node role.'],
        },
        {
          id: 'image-missing',
          title: 'The repository or the tag does not exist',
          hint: 'Registries answer so to hide what exists.',
        },
      ],
    }),
  },
];

/** The role of a node and the registry of its images. */
export const imagePull = defineRulesPattern({
  id: 'image-pull',
  topics: ['B'],
  documentation:
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/ECR_on_EKS.html',
  rules,
});
