const ARN =
  /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(\d{12}|aws)?:([^\s,;`'"]*[^\s,;`'".])/g;

/**
 * ARNs as people read them: the cluster's own account is left out (`role/eng/Name`), another one stands in front
 * (`444455556666:role/Name`), policies of AWS keep their name only. Text around ARNs stays as it is.
 */
export function shortArn(text: string, ownAccountId?: string): string {
  return text.replace(
    ARN,
    (arn, account: string | undefined, resource: string) => {
      if (account === 'aws') return resource.slice(resource.indexOf('/') + 1);
      if (!account) return arn;
      return account === ownAccountId ? resource : `${account}:${resource}`;
    },
  );
}
