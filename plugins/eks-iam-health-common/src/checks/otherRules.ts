/** A rule of another tool that looks at the same defect, in whole or, where a note says so, in part. @public */
export interface OtherRule {
  tool: 'CIS EKS 1.8' | 'hardeneks' | 'Prowler' | 'MKAT' | 'rbac-police';
  /** section of the benchmark, or the tool's own name of the rule */
  rules: readonly string[];
}

/**
 * Which of the checks the CIS Amazon EKS Benchmark 1.8 and other open tools have as well, by catalogue number. A number
 * that is missing here has no counterpart that is known.
 *
 * @public
 */
export const otherRules: Readonly<Record<string, readonly OtherRule[]>> = {
  'AUTHN-001': [{ tool: 'CIS EKS 1.8', rules: ['4.1.7'] }],
  'AUTHN-025': [{ tool: 'CIS EKS 1.8', rules: ['5.5.1 (partly)'] }],
  'AUTHN-026': [
    { tool: 'CIS EKS 1.8', rules: ['5.4.1', '5.4.2'] },
    { tool: 'hardeneks', rules: ['check_endpoint_public_access'] },
    {
      tool: 'Prowler',
      rules: [
        'eks_cluster_not_publicly_accessible',
        'eks_cluster_private_nodes_enabled',
      ],
    },
  ],
  'AUTHZ-003': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.1'] },
    { tool: 'Prowler', rules: ['rbac_cluster_admin_usage (bindings only)'] },
  ],
  'AUTHZ-004': [{ tool: 'CIS EKS 1.8', rules: ['4.1.1'] }],
  'AUTHZ-005': [{ tool: 'CIS EKS 1.8', rules: ['4.1.2 (RBAC only)'] }],
  'AUTHZ-009': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.1'] },
    { tool: 'Prowler', rules: ['rbac_cluster_admin_usage'] },
    { tool: 'rbac-police', rules: ['cluster_admin'] },
  ],
  'AUTHZ-010': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.3'] },
    {
      tool: 'hardeneks',
      rules: [
        'restrict_wildcard_for_cluster_roles',
        'restrict_wildcard_for_roles',
      ],
    },
    { tool: 'Prowler', rules: ['rbac_minimize_wildcard_use_roles'] },
  ],
  'AUTHZ-011': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.8'] },
    {
      tool: 'rbac-police',
      rules: ['escalate_roles', 'bind_roles', 'impersonate'],
    },
  ],
  'AUTHZ-012': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.2'] },
    { tool: 'Prowler', rules: ['rbac_minimize_secret_access'] },
    { tool: 'rbac-police', rules: ['list_secrets', 'retrieve_token_secrets'] },
  ],
  'AUTHZ-013': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.4'] },
    { tool: 'Prowler', rules: ['rbac_minimize_pod_creation_access'] },
    { tool: 'rbac-police', rules: ['assign_sa', 'modify_pods'] },
  ],
  'AUTHZ-014': [
    { tool: 'rbac-police', rules: ['pods_exec', 'pods_ephemeral_ctrs'] },
  ],
  'AUTHZ-015': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.12'] },
    {
      tool: 'Prowler',
      rules: ['rbac_minimize_service_account_token_creation'],
    },
    { tool: 'rbac-police', rules: ['token_request', 'issue_token_secrets'] },
  ],
  'AUTHZ-016': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.10'] },
    { tool: 'Prowler', rules: ['rbac_minimize_node_proxy_subresource_access'] },
    { tool: 'rbac-police', rules: ['nodes_proxy'] },
  ],
  'AUTHZ-017': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.11'] },
    { tool: 'Prowler', rules: ['rbac_minimize_webhook_config_access'] },
    { tool: 'rbac-police', rules: ['control_webhooks'] },
  ],
  'AUTHZ-018': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.9'] },
    { tool: 'Prowler', rules: ['rbac_minimize_pv_creation_access'] },
  ],
  'AUTHZ-019': [
    { tool: 'Prowler', rules: ['rbac_minimize_csr_approval_access'] },
    { tool: 'rbac-police', rules: ['approve_csrs'] },
  ],
  'AUTHZ-020': [{ tool: 'rbac-police', rules: ['eks_modify_aws_auth'] }],
  'AUTHZ-021': [
    {
      tool: 'hardeneks',
      rules: [
        'disable_anonymous_access_for_cluster_roles',
        'disable_anonymous_access_for_roles',
      ],
    },
  ],
  'AUTHZ-023': [{ tool: 'CIS EKS 1.8', rules: ['4.1.5'] }],
  'WID-001': [{ tool: 'CIS EKS 1.8', rules: ['5.2.1 (partly)'] }],
  'WID-006': [
    {
      tool: 'MKAT',
      rules: [
        'find-role-relationships (lists those that work, not why others fail)',
      ],
    },
  ],
  'WID-012': [
    { tool: 'MKAT', rules: ['find-secrets (finds keys, not shadowing)'] },
  ],
  'WID-013': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.5', '5.2.1'] },
    {
      tool: 'hardeneks',
      rules: [
        'use_dedicated_service_accounts_for_each_deployment (and _stateful_set, _daemon_set)',
      ],
    },
  ],
  'WID-014': [
    { tool: 'hardeneks', rules: ['use_dedicated_service_accounts_*'] },
  ],
  'WID-017': [{ tool: 'MKAT', rules: ['find-role-relationships'] }],
  'WID-025': [
    { tool: 'hardeneks', rules: ['check_aws_node_daemonset_service_account'] },
  ],
  'WID-026': [
    { tool: 'Prowler', rules: ['iam_role_administratoraccess_policy'] },
  ],
  'WID-027': [
    { tool: 'hardeneks', rules: ['check_access_to_instance_profile'] },
    { tool: 'MKAT', rules: ['test-imds-access'] },
  ],
  'WID-028': [
    {
      tool: 'Prowler',
      rules: [
        'iam_policy_allows_privilege_escalation',
        'iam_inline_policy_allows_privilege_escalation',
      ],
    },
  ],
  'WID-029': [
    {
      tool: 'hardeneks',
      rules: [
        'use_separate_iam_role_for_cluster_autoscaler',
        'employ_least_privileged_access_cluster_autoscaler_role',
      ],
    },
  ],
  'IAM-002': [
    { tool: 'Prowler', rules: ['iam_role_administratoraccess_policy'] },
  ],
  'IAM-004': [
    {
      tool: 'Prowler',
      rules: ['iam_role_cross_service_confused_deputy_prevention (generic)'],
    },
  ],
  'IAM-008': [
    {
      tool: 'Prowler',
      rules: [
        'iam_policy_allows_privilege_escalation',
        'iam_inline_policy_allows_privilege_escalation',
      ],
    },
  ],
  'IAM-009': [
    {
      tool: 'Prowler',
      rules: [
        'iam_customer_attached_policy_no_administrative_privileges',
        'iam_inline_policy_no_administrative_privileges',
        'iam_aws_attached_policy_no_administrative_privileges',
      ],
    },
  ],
  'PASS-001': [
    {
      tool: 'Prowler',
      rules: ['iam_policy_allows_privilege_escalation (combinations)'],
    },
  ],
  'KEY-001': [{ tool: 'Prowler', rules: ['iam_no_root_access_key'] }],
  'KEY-002': [{ tool: 'Prowler', rules: ['iam_rotate_access_key_90_days'] }],
  'KEY-003': [{ tool: 'Prowler', rules: ['iam_user_accesskey_unused'] }],
  'KEY-004': [{ tool: 'Prowler', rules: ['iam_user_two_active_access_key'] }],
  'KEY-005': [
    {
      tool: 'Prowler',
      rules: ['iam_user_with_temporary_credentials (related)'],
    },
  ],
  'KEY-006': [{ tool: 'MKAT', rules: ['find-secrets'] }],
  'KEY-007': [{ tool: 'MKAT', rules: ['find-secrets'] }],
  'KEY-008': [
    { tool: 'MKAT', rules: ['find-secrets'] },
    { tool: 'Prowler', rules: ['core_no_secrets_envs'] },
    {
      tool: 'hardeneks',
      rules: ['disallow_secrets_from_env_vars (any secret in env)'],
    },
    { tool: 'CIS EKS 1.8', rules: ['4.4.1'] },
  ],
  'XACC-001': [
    {
      tool: 'Prowler',
      rules: [
        'iam_no_custom_policy_permissive_role_assumption (caller side)',
        'accessanalyzer_enabled_without_findings',
      ],
    },
  ],
  'XACC-002': [
    {
      tool: 'Prowler',
      rules: [
        'iam_role_cross_account_readonlyaccess_policy (ReadOnlyAccess roles only)',
      ],
    },
  ],
  'XACC-008': [
    {
      tool: 'Prowler',
      rules: [
        'accessanalyzer_enabled',
        'accessanalyzer_enabled_without_findings',
      ],
    },
  ],
  'OPS-001': [
    { tool: 'hardeneks', rules: ['check_logs_are_enabled'] },
    { tool: 'Prowler', rules: ['eks_control_plane_logging_all_types_enabled'] },
  ],
  'OPS-002': [
    { tool: 'CIS EKS 1.8', rules: ['2.1.1', '2.1.2'] },
    { tool: 'hardeneks', rules: ['check_logs_are_enabled'] },
    { tool: 'Prowler', rules: ['eks_control_plane_logging_all_types_enabled'] },
  ],
  'OPS-003': [
    { tool: 'CIS EKS 1.8', rules: ['5.3.1'] },
    {
      tool: 'Prowler',
      rules: ['eks_cluster_kms_cmk_encryption_in_secrets_enabled'],
    },
  ],
  'OPS-006': [
    { tool: 'CIS EKS 1.8', rules: ['4.1.6'] },
    { tool: 'hardeneks', rules: ['disable_service_account_token_mounts'] },
  ],
};
