import { z } from 'zod';
import { accountSchema, policyDocument, trust } from './accountSchema';
import {
  binding,
  clusterSchema,
  namespace,
  policyRule,
  workload,
} from './clusterSchema';

/**
 * The compact format in which an estate is written: one file per account, one per cluster. It says what a person
 * would say about them; `buildWorld` makes of it what the APIs answer. Unknown fields are refused, so a typing error
 * never leaves a hole in the estate.
 */

/** An account as it is written. @public */
export type AccountDefinition = z.infer<typeof accountSchema>;
/** A cluster as it is written. @public */
export type ClusterDefinition = z.infer<typeof clusterSchema>;
/** A whole estate as it is written, before the clock gives its moments a date. @public */
export interface EstateDefinition {
  accounts: AccountDefinition[];
  clusters: ClusterDefinition[];
}

/** A policy as it is written. */
export type PolicyDocumentDefinition = z.infer<typeof policyDocument>;
/** A trust policy as it is written. */
export type TrustDefinition = z.infer<typeof trust>;
/** A namespace as it is written. */
export type NamespaceDefinition = z.infer<typeof namespace>;
/** A workload as it is written. */
export type WorkloadDefinition = z.infer<typeof workload>;
/** A rule as it is written. */
export type PolicyRuleDefinition = z.infer<typeof policyRule>;
/** A binding as it is written. */
export type BindingDefinition = z.infer<typeof binding>;
