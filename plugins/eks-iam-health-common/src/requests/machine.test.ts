import fc from 'fast-check';
import { RequestState } from '../model';
import {
  isTerminal,
  mayHoldAccess,
  requestEventTypes,
  requestStates,
  RequestEventType,
  transition,
} from './machine';

/** every state with every event; `-`: refused. The same order as `requestEventTypes` */
const table: Record<RequestState, string> = {
  //            approve  reject   cancel void    start        succeed fail     release  revoke   expire
  pending:
    '     approved rejected ended  -       -            -       -        -        -        ended',
  approved:
    '    -        rejected ended  pending provisioning -       -        ended    ended    ended',
  provisioning:
    '-        -        -      -       -            active  failed   revoking revoking revoking',
  active:
    '      -        -        -      -       -            -       -        revoking revoking revoking',
  failed:
    '      -        -        -      -       provisioning -       -        revoking revoking revoking',
  revoking:
    '    -        -        -      -       -            ended   revoking -        -        -',
  rejected:
    '    -        -        -      -       -            -       -        -        -        -',
  ended:
    '       -        -        -      -       -            -       -        -        -        -',
};

describe('the request machine', () => {
  it.each(
    requestStates.flatMap(state =>
      table[state]
        .trim()
        .split(/\s+/)
        .map((to, i) => [state, requestEventTypes[i], to] as const),
    ),
  )('%s on %s: %s', (state, event, expected) => {
    const move = transition(state, event);
    expect(move.moved ? move.to : '-').toBe(expected);
    expect(move.moved ? '' : move.refusal).toMatch(
      move.moved ? /^$/ : /^a request that is `[a-z]+` cannot [a-z]/,
    );
  });

  it('covers every state and every event', () => {
    for (const state of requestStates) {
      expect(table[state].trim().split(/\s+/)).toHaveLength(
        requestEventTypes.length,
      );
    }
  });

  it('asks for a grant on entering provisioning and for taking away on entering revoking', () => {
    for (const state of requestStates) {
      for (const event of requestEventTypes) {
        const move = transition(state, event);
        if (!move.moved) continue;
        expect(move.effect).toBe(
          { provisioning: 'grant', revoking: 'take-away' }[
            move.to as 'provisioning'
          ],
        );
      }
    }
  });
});

const events = fc.array(fc.constantFrom(...requestEventTypes), {
  maxLength: 30,
});

interface Step {
  from: RequestState;
  event: RequestEventType;
  to: RequestState;
}

/** The moves that really happen when these events come in this order. */
function walk(all: RequestEventType[]): Step[] {
  const steps: Step[] = [];
  let state: RequestState = 'pending';
  for (const event of all) {
    const move = transition(state, event);
    if (!move.moved) continue;
    steps.push({ from: state, event, to: move.to });
    state = move.to;
  }
  return steps;
}

describe('laws of the request machine', () => {
  it('nothing is granted without an approval that still holds', () => {
    fc.assert(
      fc.property(events, all => {
        let approved = false;
        let grantedUnapproved = false;
        for (const step of walk(all)) {
          if (step.event === 'approve') approved = true;
          if (step.event === 'void' || step.event === 'reject') {
            approved = false;
          }
          if (mayHoldAccess(step.to) && !approved) grantedUnapproved = true;
        }
        expect(grantedUnapproved).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('once access may exist, only a verified revocation ends the request', () => {
    fc.assert(
      fc.property(events, all => {
        const ends = walk(all).filter(
          step => mayHoldAccess(step.from) && !mayHoldAccess(step.to),
        );
        expect(
          ends.every(
            step => step.from === 'revoking' && step.event === 'succeed',
          ),
        ).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('while access may exist it can always be taken away', () => {
    for (const state of requestStates.filter(mayHoldAccess)) {
      if (state === 'revoking') continue;
      for (const event of ['release', 'revoke', 'expire'] as const) {
        expect(transition(state, event)).toEqual({
          moved: true,
          to: 'revoking',
          effect: 'take-away',
        });
      }
    }
  });

  it('what is over stays over', () => {
    expect(requestStates.filter(isTerminal)).toEqual(['rejected', 'ended']);
  });
});
