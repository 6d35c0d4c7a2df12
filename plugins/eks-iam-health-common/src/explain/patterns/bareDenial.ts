import { ErrorFacts } from '../../model';
import { causeOf, inOrder } from '../cause';
import { namedPolicy } from '../causes/namedPolicy';
import { unseenPolicies } from '../causes/otherPolicies';
import { denialSentences } from '../denialSentence';
import { ErrorText } from '../errorText';
import { placeFacts, tailFacts, wrapperFacts } from '../parseDenial';
import { definePattern } from '../pattern';
import { simpleCauses } from '../simpleCause';

const denialCode =
  /^(?:AccessDenied(?:Exception)?|(?:Client\.)?UnauthorizedOperation|AuthorizationError|NotAuthorized(?:Exception)?|403)$/;
/** All that some programs hand on of a refusal is its end. */
const tailAction =
  /because no [A-Za-z -]{1,40}(?:policy|boundary) allows the ([A-Za-z0-9-]{1,64}:[A-Za-z0-9*]{1,128}) action/i;
const words =
  /because no [A-Za-z -]{1,40}(?:policy|boundary) allows the|with an explicit deny in (?:an? |the )?[A-Za-z -]{1,40}(?:policy|boundary)|User is not authorized to access this resource(?! identity)|\bAccessDenied(?:Exception)?\b.{0,20}\bAccess Denied\b|\(AccessDenied(?:Exception)?\)|\bAccessDenied(?:Exception)?:|An error occurred \(403\) when calling|HandlerErrorCode: AccessDenied|\bAccess Denied\b.{0,80}(?:Status ?Code: 403|Error Code: AccessDenied)|Some\("AccessDenied/i;

/** AWS refused a call and does not say whom, or not even what. */
export const bareDenial = definePattern<ErrorFacts>({
  id: 'access-denied-bare',
  topics: ['T1'],
  documentation:
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
  recognise: (error: ErrorText) => {
    const [sentence] = denialSentences(error.text);
    const isDenied =
      sentence !== undefined ||
      words.test(error.text) ||
      (denialCode.test(error.code ?? '') && error.operation !== undefined);
    if (!isDenied) return undefined;
    const { resource, end = 0 } = sentence ?? {};
    const action = sentence?.action ?? tailAction.exec(error.text)?.[1];
    return {
      ...wrapperFacts(error),
      ...(action ? { action } : {}),
      ...(resource ? { resource } : {}),
      ...tailFacts(error.text.slice(end, end + 1500)),
      ...placeFacts(undefined, resource),
    };
  },
  explain: (facts, ground) => {
    const { action, resource, operation, denial } = facts;
    const named = namedPolicy(ground, facts);
    const what = action
      ? `\`${action}\`${resource ? ` on \`${resource}\`` : ''}`
      : (operation && `\`${operation}\``) || 'the call';
    return {
      headline:
        denial === 'explicit'
          ? `An explicit deny refuses ${what}; adding an Allow has no effect.`
          : `AWS refused ${what}, and the text does not say whom.`,
      summary:
        'The message names nobody, so no policy can be looked up. Some services answer so, Amazon S3 to callers of other accounts among them; CloudTrail holds the whole of it.',
      facts,
      causes: inOrder(
        [
          ...(named ? [named] : []),
          ...simpleCauses(ground, [
            {
              id: 'permission-missing',
              title: 'No policy of the caller allows it',
              hint: 'See who asks with `aws sts get-caller-identity`, and the call in CloudTrail.',
              steps: [
                'Look up the call in CloudTrail: its `errorMessage` names the caller and often the kind of policy.',
              ],
            },
          ]),
          causeOf(ground, {
            id: 'resource-policy',
            title: 'The policy of the resource does not admit the caller',
            hint: 'Buckets, keys, secrets and repositories have policies of their own; across accounts both sides must allow.',
            unseen: 'policies of resources are not read',
          }),
        ],
        unseenPolicies(ground, false),
      ),
      gates: [],
    };
  },
});
