import {
  Check,
  CheckOutcome,
  Finding,
  parseClusterArn,
  Severity,
} from 'backstage-plugin-eks-iam-health-common';
import { createHash } from 'node:crypto';
import { CheckRun, isDefect } from '../checkRun/runChecksOn';
import { version } from '../version';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** The scale of CVSS, by which code scanning sorts. */
const securitySeverities: Record<Severity, string> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.5',
};

/** `irsa-trust-open-subject` -> `IrsaTrustOpenSubject`, as SARIF wants names of rules. */
const pascalCase = (id: string) =>
  id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

function ruleOf(check: Check) {
  const { id, number, title, why, severity, documentation, area } = check;
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: title },
    fullDescription: { text: why },
    helpUri: documentation,
    help: { text: `${why} See ${documentation}` },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      number,
      tags: ['security', 'eks', area],
      'security-severity': securitySeverities[severity],
    },
  };
}

/** Where the thing lies. Code scanning asks for a file, and a cluster that was read live has none: its ARN's path then. */
function artifactUri({ report, path }: CheckRun): string {
  const cluster = parseClusterArn(report.arn);
  const uri =
    path === undefined || path === '-'
      ? `eks/${cluster?.accountId}/${cluster?.region}/${cluster?.name}`
      : path.replace(/\\/g, '/').replace(/\/+$/, '');
  return uri.split('/').map(encodeURIComponent).join('/') || '.';
}

/** Stays the same when findings are reordered or reworded. */
const fingerprint = (arn: string, { checkId, subject }: Finding) =>
  createHash('sha256')
    .update(JSON.stringify([arn, checkId, subject]))
    .digest('hex');

function resultOf(finding: Finding, ruleIndex: number, run: CheckRun) {
  const { checkId, subject, verdict, severity, message, evidence } = finding;
  const accepted = isDefect(finding) ? run.acceptance(finding) : undefined;
  return {
    ruleId: checkId,
    ruleIndex,
    // what could not be decided is open, and the specification gives that no level
    ...(isDefect(finding)
      ? { kind: 'fail', level: levels[severity] }
      : { kind: 'open', level: 'none' }),
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: artifactUri(run) } },
        logicalLocations: [{ fullyQualifiedName: subject, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'subject/v1': fingerprint(run.report.arn, finding) },
    ...(accepted && {
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          ...(accepted.reason && { justification: accepted.reason }),
        },
      ],
    }),
    properties: {
      verdict,
      severity,
      evidence: evidence.map(
        ({ fact, value, readFrom }) => `${fact}: ${value} (${readFrom})`,
      ),
    },
  };
}

/** What a check could not read, so that an empty list of results is not taken for good news. */
function notificationsOf({ checkId, missing }: CheckOutcome) {
  return missing.map(({ section, detail, permission }) => ({
    level: 'warning',
    message: {
      text: `${section} was not read: ${detail}${
        permission ? `; it needs ${permission}` : ''
      }`,
    },
    associatedRule: { id: checkId },
  }));
}

/**
 * SARIF 2.1.0, for code scanning.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(run: CheckRun): string {
  const { report, checks } = run;
  const log = {
    $schema:
      'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'eks-iam-health',
            semanticVersion: version,
            rules: checks.map(ruleOf),
          },
        },
        automationDetails: { id: `eks-iam-health/${report.arn}` },
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: report.checks.flatMap(notificationsOf),
          },
        ],
        results: report.checks.flatMap((outcome, index) =>
          outcome.findings.map(finding => resultOf(finding, index, run)),
        ),
        properties: {
          score: report.score,
          coverage: report.coverage,
          counts: report.counts,
        },
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}
