/**
 * A repair is data; `remediate/renderRepair` makes text of it for several tools, each with its undo and its proof.
 * Nothing here is ever run by the product itself.
 */

/** The tools that a repair can be written for. @public */
export type RepairTool =
  | 'aws'
  | 'kubectl'
  | 'eksctl'
  | 'terraform'
  | 'cloudformation'
  | 'policy';

/** `safe`: reversible. `review`: look at the difference, keep a copy first. `advice`: words, no command. @public */
export type RepairClass = 'safe' | 'review' | 'advice';

/** What to change, in the field's own terms. Every kind has a renderer for the tools that can do it. @public */
export type RepairAction =
  | {
      kind: 'create-access-entry';
      principalArn: string;
      type: string;
      /** absent: EKS makes one of the principal's ARN */
      username?: string;
      kubernetesGroups: string[];
      policies: Array<{ policyArn: string; namespaces?: string[] }>;
    }
  | {
      kind: 'delete-access-entry';
      principalArn: string;
      /** EKS takes no entry for it again, so the undo has to wait for it */
      isPrincipalGone?: boolean;
      /** the entry as it is, for the undo */
      before?: {
        type: string;
        username?: string;
        kubernetesGroups: string[];
        policies: Array<{ policyArn: string; namespaces?: string[] }>;
      };
    }
  | {
      /** associating again replaces the scope */
      kind: 'associate-access-policy';
      principalArn: string;
      policyArn: string;
      namespaces?: string[];
      /** the scope before, for the undo; absent: it was not associated */
      before?: { namespaces?: string[] };
    }
  | {
      kind: 'disassociate-access-policy';
      principalArn: string;
      policyArn: string;
      namespaces?: string[];
    }
  | {
      /** replaces whole values of `data`; built from a fresh read, keep a backup */
      kind: 'patch-aws-auth';
      /** `null` removes the key */
      data: Record<string, string | null>;
      before: Record<string, string | undefined>;
      /** of the ConfigMap the new texts were made from: the patch is refused when it has changed since */
      resourceVersion?: string;
      /** the ConfigMap does not exist and has to be created */
      create?: boolean;
      /** what eksctl would do instead, when it can */
      iamIdentityMapping?: {
        arn: string;
        username?: string;
        groups: string[];
        /** the ARN of the line that has to go first */
        replaces?: string;
      };
    }
  | { kind: 'set-authentication-mode'; mode: 'API_AND_CONFIG_MAP' | 'API' }
  | {
      kind: 'enable-cluster-logging';
      types: string[];
    }
  | {
      kind: 'annotate-service-account';
      namespace: string;
      name: string;
      key: string;
      /** `null` removes the annotation */
      value: string | null;
      before: string | null;
      restart?: { kind: string; name: string };
    }
  | {
      kind: 'update-trust-policy';
      roleName: string;
      document: unknown;
      before: unknown;
    }
  | {
      kind: 'put-role-policy';
      principal: { kind: 'role' | 'user'; name: string };
      policyName: string;
      document: unknown;
      /** the inline policy of that name before, for the undo */
      before?: unknown;
    }
  | {
      /** for a policy that is kept where no command of ours reaches: a permission set, a boundary of others */
      kind: 'add-statement';
      statement: { Sid: string; Action: string | string[] };
      /** `permission set Developer`, `permissions boundary of role app` */
      to: string;
    }
  | { kind: 'attach-role-policy'; roleName: string; policyArn: string }
  | { kind: 'create-oidc-provider'; issuer: string; clientIds: string[] }
  | {
      kind: 'add-oidc-client-id';
      providerArn: string;
      clientId: string;
    }
  | {
      kind: 'create-pod-identity-association';
      namespace: string;
      serviceAccount: string;
      roleArn: string;
    }
  | {
      kind: 'delete-pod-identity-association';
      associationId: string;
      namespace: string;
      serviceAccount: string;
      roleArn: string;
    }
  | { kind: 'create-addon'; addonName: string }
  | {
      kind: 'deactivate-access-key';
      userName: string;
      keyId: string;
    }
  | { kind: 'rotate-access-key'; userName: string; keyId: string }
  | {
      kind: 'create-role-binding';
      name: string;
      namespace: string;
      clusterRole: string;
      group: string;
    }
  | {
      kind: 'delete-binding';
      name: string;
      /** absent: a ClusterRoleBinding */
      namespace?: string;
    }
  | {
      kind: 'restart-workload';
      namespace: string;
      workload: { kind: string; name: string };
    }
  | {
      /** one variable of one container, by `kubectl set env`, which rolls the pods */
      kind: 'set-environment';
      namespace: string;
      workload: { kind: string; name: string };
      container: string;
      name: string;
      /** `null` removes the variable */
      value: string | null;
      before: string | null;
    }
  | {
      kind: 'kubectl-patch';
      resource: string;
      name: string;
      namespace?: string;
      patch: unknown;
      undo: unknown;
    };

/** One way to mend a finding: what to do as data, what it takes, and what to know before. @public */
export interface Repair {
  /** a full sentence: what to do and what it leads to */
  title: string;
  class: RepairClass;
  actions: RepairAction[];
  /** AWS actions or Kubernetes rights that whoever does it must hold */
  needs: string[];
  /** what to know before doing it; full sentences */
  cautions: string[];
}

/** The text of a repair for one tool. Code holds no placeholder. @public */
export interface RenderedRepair {
  tool: RepairTool;
  label: string;
  do: string;
  verify: string;
  undo: string;
  language: 'shell' | 'hcl' | 'yaml' | 'json' | 'text';
}

/** Which cluster a repair is rendered for. @public */
export interface RepairTarget {
  clusterName: string;
  region: string;
  accountId: string;
  partition: string;
}
