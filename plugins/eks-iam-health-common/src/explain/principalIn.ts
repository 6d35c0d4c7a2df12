const principal =
  /arn:aws[a-z-]{0,20}:(?:sts::\d{12}:assumed-role\/[\w+=,.@-]{1,64}\/[\w+=,.@-]{2,64}|sts::\d{12}:federated-user\/[\w+=,.@-]{2,64}|iam::\d{12}:(?:role|user)\/[\w+=,.@/-]{1,576}|iam::\d{12}:root)/;

/** The identity a text names, as `aws sts get-caller-identity` prints it; the first one when there are several. */
export function principalIn(text: string): string | undefined {
  return principal.exec(text)?.[0].replace(/[.,]$/, '');
}
