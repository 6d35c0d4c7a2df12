import { defineCheck } from '../defineCheck';
import { furtherRisks } from './furtherRisks';
import { awsResourceRisks } from './risks';

export const awsThroughResources = defineCheck(
  furtherRisks({
    id: 'aws-through-resources',
    number: 'AUTHZ-036',
    title: 'AWS can be reached through custom resources',
    severity: 'high',
    why: 'Behind these resources a controller acts in AWS with a role of its own: whoever writes them uses that role, for nodes, networks, or IAM itself.',
    documentation:
      'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    risks: awsResourceRisks,
    advice:
      'Let a pipeline with review write them, and keep the role of the controller as narrow as what it is meant to make.',
  }),
);
