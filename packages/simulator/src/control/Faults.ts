import { z } from 'zod';

/** A fault to answer with, and which calls it is for; what is not named matches everything. */
export const faultSchema = z.strictObject({
  kind: z.enum([
    'throttle',
    'delay',
    'deny',
    'drop',
    'malformed',
    'server-error',
  ]),
  account: z.string().optional(),
  region: z.string().optional(),
  /** `eks:DescribeCluster`, `iam:*`; on a cluster `kubernetes:list pods` */
  action: z.string().optional(),
  /** name of the calling role or user */
  role: z.string().optional(),
  /** name of a cluster, for its Kubernetes API */
  cluster: z.string().optional(),
  /** how many calls it lasts; without it until the reset */
  count: z.number().int().positive().optional(),
  /** for `delay` */
  milliseconds: z.number().int().nonnegative().default(1000),
});

/** @public */
export type Fault = z.infer<typeof faultSchema>;

/** @public */
export type FaultInput = z.input<typeof faultSchema>;

interface CallFacts {
  account?: string;
  region?: string;
  action: string;
  role?: string;
  cluster?: string;
}

/** The faults that are switched on. */
export class Faults {
  private active: Fault[] = [];

  add(input: FaultInput): void {
    this.active.push(faultSchema.parse(input));
  }

  reset(): void {
    this.active = [];
  }

  toJSON(): Fault[] {
    return this.active;
  }

  /** The faults that this call meets; each is used up by one. */
  meet(call: CallFacts): Fault[] {
    const met = this.active.filter(fault => isFor(fault, call));
    for (const fault of met) {
      if (fault.count !== undefined) fault.count -= 1;
    }
    this.active = this.active.filter(fault => fault.count !== 0);
    return met;
  }
}

function isFor(fault: Fault, call: CallFacts): boolean {
  return (
    // a fault of AWS never hits a cluster's own API by accident
    (fault.cluster !== undefined) === (call.cluster !== undefined) &&
    equal(fault.account, call.account) &&
    equal(fault.region, call.region) &&
    equal(fault.role, call.role) &&
    equal(fault.cluster, call.cluster) &&
    (fault.action === undefined ||
      fault.action === call.action ||
      (fault.action.endsWith('*') &&
        call.action.startsWith(fault.action.slice(0, -1))))
  );
}

function equal(wanted: string | undefined, found: string | undefined) {
  return wanted === undefined || wanted === found;
}
