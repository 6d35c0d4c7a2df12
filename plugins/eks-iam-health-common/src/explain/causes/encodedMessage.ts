import { Cause } from '../../model';
import { advice } from '../cause';

/** EC2 hides the reason in a message that only AWS can decode. */
export function encodedMessageCause(): Cause {
  return {
    id: 'encoded-message',
    title: 'The reason is in the encoded message',
    certainty: 'open',
    explanation:
      'decoding it shows whether a Deny matched, which statements, and the action, resource and conditions of the call',
    evidence: [],
    repairs: [
      advice(
        'Decode the message with `aws sts decode-authorization-message --encoded-message` followed by the text after “Encoded authorization failure message:”.',
        {
          needs: ['sts:DecodeAuthorizationMessage'],
          cautions: [
            'The message expires, and line breaks inside it make it invalid.',
            'It is not sent to this portal: it is blanked with the other secrets.',
          ],
        },
      ),
    ],
  };
}
