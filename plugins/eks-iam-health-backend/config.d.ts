import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Identity and access health of Amazon EKS clusters. */
  eksIamHealth?: {
    schedule?: {
      /**
       * How often each cluster is scanned. A duration of at least ten seconds; cron is not understood, since clusters
       * are due one by one. Default: 15 minutes.
       */
      frequency?: string | HumanDuration;
      /** How long looking for clusters may take. Default: 5 minutes. */
      timeout?: string | HumanDuration;
      /** How long to wait after the start. Default: 5 seconds. */
      initialDelay?: string | HumanDuration;
    };
    /** A report that is older than this many intervals is called stale. Default: 3. */
    staleAfterIntervals?: number;
    /** Clusters that the catalog does not name, or whose entity is to be fixed. */
    clusters?: Array<{
      /** `arn:aws:eks:<region>:<account>:cluster/<name>` */
      arn: string;
      /** the entity whose readers may see the cluster and whose owners decide about access */
      entityRef?: string;
    }>;
    catalog?: {
      /** Find clusters by the annotations of catalog entities. Default: true. */
      enabled?: boolean;
      /** Narrows the entities, such as `kind: Resource` or `spec.type: kubernetes-cluster`. Default: kind Resource. */
      filter?: {
        [key: string]: string | string[];
      };
    };
    aws?: {
      /** Where EKS, IAM and STS answer, instead of AWS's own addresses: for a simulated estate. */
      endpoint?: string;
      /** Calls per second, account, region and API. Default: 10. */
      requestsPerSecond?: number;
      /** Calls that may be made at once before the pace holds. Default: 20. */
      burst?: number;
      /** How often a call is tried that is throttled or gets no answer. Default: 5. */
      maxAttempts?: number;
      /** How long one call may take. Default: 30. */
      requestTimeoutSeconds?: number;
    };
    scan?: {
      /** Scans at the same time in one process. Default: 4. */
      concurrency?: number;
      /** A scan that takes longer is stopped and counted as failed. Default: 300. */
      timeoutSeconds?: number;
      /** The least time between two scans of a cluster that people ask for. Default: 60. */
      minSecondsBetweenOnDemand?: number;
    };
    checks?: {
      /** Ids of checks that are not run. */
      disabled?: string[];
      /** Another severity than the check's own, by its id. */
      severity?: {
        [checkId: string]: 'critical' | 'high' | 'medium' | 'low' | 'info';
      };
      parameters?: {
        accessKeyMaxAgeDays?: number;
        accessKeyUnusedDays?: number;
        maxClusterAdmins?: number;
        /** ARNs that may hold cluster-admin: break-glass roles. */
        allowedAdminArns?: string[];
        /** Accounts that are not foreign. While none is named, whether another account is foreign is unknown. */
        trustedAccountIds?: string[];
        /** Service accounts as namespace/name, stars allowed, whose rights are told but not failed. Replaces the list that comes with the checks. */
        knownControllers?: string[];
        /** The same for agents that may reach the kubelet by nodes/proxy. */
        nodeAgents?: string[];
        /** The same for CSI drivers that may create volumes. */
        volumeProvisioners?: string[];
        /** In more namespaces than these, reading all Secrets is shown. Default: 5. */
        maxSecretNamespaces?: number;
        /** A pattern of an access scope that matches more than this share of the namespaces is shown. Default: 0.5. */
        maxScopeShare?: number;
        /** ARNs that hold their access by infrastructure code, not by a request. */
        infrastructureArns?: string[];
        /** Refused requests of one mapped user in a day, above which it is shown. Default: 50. */
        maxForbiddenPerDay?: number;
      };
    };
    retention?: {
      /** Days for which history, transitions and mended findings are kept. Default: 90. */
      days?: number;
      /** Reports kept in full per cluster; older ones keep their score, coverage and counts. Default: 2. */
      reports?: number;
    };
    accessRequests?: {
      /** Default: true. Access that exists is taken away either way. */
      enabled?: boolean;
      /** Which IAM principal stands for whom. Nobody can ask for another one. */
      principals?: Array<{
        /** a group or user of the catalog, `group:default/checkout` */
        subject: string;
        /** an IAM role, or user, of people; with its path */
        principalArn: string;
        /** Accounts of the clusters it may be used for. Default: the principal's own. */
        accountIds?: string[];
      }>;
      /** Roles that alone may write, assumed with the credentials that read. Default: the same credentials. */
      accounts?: Array<{
        accountId: string;
        roleName: string;
      }>;
      /**
       * Levels that are offered. Without `cluster-admin`, changing rights on the whole cluster or in protected
       * namespaces is not offered either, being as good. Default: view, edit, admin.
       */
      levels?: Array<'view' | 'edit' | 'admin' | 'cluster-admin'>;
      /** Default: 10. */
      minReasonLength?: number;
      /** Default: kube-system, kube-public, kube-node-lease. */
      protectedNamespaces?: string[];
      /** Default: 5 minutes. */
      minDuration?: string | HumanDuration;
      /** Default: 8 hours. */
      maxDuration?: string | HumanDuration;
      /** How long a request waits for a decision, and an approval for being carried out. Default: 24 hours. */
      pendingTimeout?: string | HumanDuration;
      /** How often is looked for what is due. Default: 10 seconds. */
      frequency?: string | HumanDuration;
      /** Between writing to EKS and reading back. Default: 2 seconds. */
      settleTime?: string | HumanDuration;
    };
  };
}
