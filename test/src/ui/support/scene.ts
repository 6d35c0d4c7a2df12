import AxeBuilder from '@axe-core/playwright';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Page } from 'playwright-core';
import { parse } from 'yaml';
import { ClusterDetail } from 'backstage-plugin-eks-iam-health-common';
import { Portal } from './Portal';
import { must, Walk } from './Walk';

export const root = join(__dirname, '../../../..');
export const maya = 'user:default/maya.lindqvist';
export const omar = 'user:default/omar.farouk';
export const vera = 'user:default/vera.visitor';
export const payments = 'aws.111122223333.eu-west-1.payments-prod';
export const tabPath = '/catalog/default/resource/payments-prod/iam-health';

/** The showcase of the estate, as it is written. */
export const estateFile = parse(
  readFileSync(join(root, 'estates/demo/clusters/payments-prod.yaml'), 'utf8'),
);
/** It stands in the environment of a pod of the estate, and must be nowhere else. */
export const plantedSecret: string =
  estateFile.namespaces.reporting.workloads['statement-export'].env
    .AWS_SECRET_ACCESS_KEY;

export const portal = new Portal(
  mkdtempSync(join(tmpdir(), 'eks-iam-health-walk-')),
);
export const walk = new Walk(join(root, 'var/pictures'));

/** What the API tells of the showcase. */
export const detailOf = async (user: string) =>
  (await (
    await portal.api(user, `/clusters/${payments}`)
  ).json()) as ClusterDetail;

/** The access entry of a principal as the simulator has it. */
export const entryOf = async (principalArn: string) =>
  (
    await portal.estate<Array<{ principalArn: string }>>(
      'clusters/payments-prod/access-entries',
    )
  ).find(e => e.principalArn === principalArn);

/** No violation of WCAG 2 A and AA in what is ours on the page. */
export async function lookAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include('[data-width]')
    .withTags(['wcag2a', 'wcag2aa'])
    .analyze();
  const words = violations.map(v => `${v.id}: ${v.nodes[0]?.html}`);
  must(
    words.length === 0,
    `no accessibility violation, got ${words.join('\n')}`,
  );
}
