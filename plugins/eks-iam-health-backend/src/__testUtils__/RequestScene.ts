import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { JsonValue } from '@backstage/types';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  AccessRequestDetail,
  clusterArnOf,
  ClusterSnapshot,
  NewAccessRequest,
} from 'backstage-plugin-eks-iam-health-common';
import { AccessProvisioner } from 'backstage-plugin-eks-iam-health-node';
import express from 'express';
import { Knex } from 'knex';
import request from 'supertest';
import { KnownCluster } from '../requestsModule';
import { requestsRouter } from '../router/requestsRouter';
import { migrationsDirectory } from '../store';
import { wireRequests } from '../requests/wireRequests';
import { readRequestsOptions } from '../requests/options';
import { expectDescribed } from './expectDescribed';
import { FakeEks } from '../requests/__testUtils__/FakeEks';

export const clusterId = 'aws.111122223333.eu-west-1.payments-prod';
export const clusterArn = clusterArnOf(clusterId) as string;
export const principalArn = 'arn:aws:iam::111122223333:role/team/checkout';

export const wish: NewAccessRequest = {
  clusterId,
  subjectRef: 'group:default/checkout',
  principalArn,
  level: 'edit',
  scope: { type: 'namespace', namespaces: ['checkout'] },
  durationSeconds: 3600,
  reason: 'mend the failing payment job',
};

const user = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: {},
});
const group = (name: string, members: string[], children: string[] = []) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', members, children },
});

/** The statuses that the framework gives to errors. */
const errorsOf: express.ErrorRequestHandler = (error, _req, res, _next) => {
  const status =
    {
      InputError: 400,
      AuthenticationError: 401,
      NotAllowedError: 403,
      NotFoundError: 404,
      ConflictError: 409,
      ServiceUnavailableError: 503,
    }[error.name as string] ?? 500;
  res.status(status).json({ error: error.name, message: error.message });
};

/** A good answer is what the description of the API says; errors get their form from the framework. */
async function described(
  test: request.Test,
  method: 'get' | 'post',
  path: string,
) {
  const answer = await test;
  if (answer.status < 300) {
    const place = path
      .split('?')[0]
      .replace(/^\/clusters\/[^/]+/, '/clusters/{id}')
      .replace(/^\/requests\/(?!preview)[^/]+/, '/requests/{id}');
    expectDescribed(answer, method, place);
  }
  return answer;
}

function asUser(app: express.Express, name: string) {
  const authorization = mockCredentials.user.header(`user:default/${name}`);
  const get = (path: string) =>
    described(
      request(app).get(path).set('authorization', authorization),
      'get',
      path,
    );
  const post = (
    path: string,
    body: object = {},
    headers: Record<string, string> = {},
  ) =>
    described(
      request(app)
        .post(path)
        .set({ authorization, ...headers })
        .send(body),
      'post',
      path,
    );
  return {
    get,
    post,
    /** asks for access and expects to be heard */
    ask: async (change: Partial<NewAccessRequest> = {}) => {
      const answer = await post('/requests', { ...wish, ...change });
      if (answer.status !== 201) throw new Error(answer.body.message);
      return answer.body as AccessRequestDetail;
    },
    vote: (
      on: AccessRequestDetail,
      decision: 'approve' | 'reject',
      change: object = {},
    ) =>
      post(`/requests/${on.id}/vote`, {
        decision,
        version: on.version,
        specHash: on.specHash,
        comment: 'because',
        ...change,
      }),
    see: async (id: string) =>
      (await get(`/requests/${id}`)).body as AccessRequestDetail,
  };
}

/** The flow over HTTP on a real database, with a clock, a catalog and an EKS that tests hold in their hands. */
export class RequestScene {
  /** olga and otto own the cluster, pat through a child group; rita and ben are in checkout; ben also owns */
  entities: Entity[] = [
    ...['olga', 'otto', 'pat', 'rita', 'ben', 'sam'].map(user),
    group('platform', ['olga', 'otto', 'ben'], ['platform-on-call']),
    // a circle, as catalogs have them
    group('platform-on-call', ['pat'], ['platform']),
    group('checkout', ['rita', 'ben']),
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'payments-prod' },
      spec: { type: 'kubernetes-cluster', owner: 'platform' },
    },
  ];
  catalogIsDown = false;
  clusterIsKnown = true;
  snapshot: ClusterSnapshot | undefined;
  /** who may not read the cluster's entity */
  readonly blind = new Set<string>();
  permission: AuthorizeResult.ALLOW | AuthorizeResult.DENY =
    AuthorizeResult.ALLOW;
  /** ways of granting that modules added */
  provisioners: AccessProvisioner[] = [];
  readonly eks = new FakeEks();
  readonly db: Knex;
  #clock = Date.parse('2026-11-21T14:00:00Z');

  static async open(db: Knex): Promise<RequestScene> {
    await db.migrate.latest({ directory: migrationsDirectory });
    return new RequestScene(db);
  }

  private constructor(db: Knex) {
    this.db = db;
  }

  /** A process of its own on the same database: what a restart or a second replica is. */
  process(
    settings: Record<string, JsonValue> = {},
    always?: BackstageCredentials<BackstageUserPrincipal>,
  ) {
    const options = readRequestsOptions(
      new ConfigReader({
        eksIamHealth: {
          accessRequests: {
            principals: [{ subject: 'group:checkout', principalArn }],
            ...settings,
          },
        },
      }),
    );
    const cluster: KnownCluster = {
      id: clusterId,
      arn: clusterArn,
      name: 'payments-prod',
      accountId: '111122223333',
      region: 'eu-west-1',
      partition: 'aws',
      entityRef: 'resource:default/payments-prod',
    };
    const find = async (id: string) =>
      this.clusterIsKnown && id === clusterId ? cluster : undefined;
    const catalog = {
      getEntitiesByRefs: async (
        ...args: Parameters<CatalogService['getEntitiesByRefs']>
      ) => {
        if (this.catalogIsDown) throw new Error('503 of the catalog');
        const mock = catalogServiceMock({ entities: this.entities });
        return mock.getEntitiesByRefs(...args);
      },
    } as CatalogService;
    const wired = wireRequests(
      {
        db: this.db,
        catalog,
        auth: mockServices.auth(),
        logger: mockServices.logger.mock(),
        provisioners: this.provisioners,
        clusters: {
          find,
          latestSnapshot: async () => this.snapshot,
          list: async () => [cluster],
          get: async (id, credentials) => {
            const found = await find(id);
            const { userEntityRef } = credentials.principal as {
              userEntityRef?: string;
            };
            if (!found || this.blind.has(userEntityRef ?? '')) {
              throw new NotFoundError('no cluster');
            }
            return found;
          },
        },
      },
      {
        options,
        eks: this.eks,
        now: () => new Date(this.#clock),
        sleep: async ms => {
          this.#clock += ms;
        },
        kick: () => {},
      },
    );
    const app = express();
    app.use(express.json());
    app.use(
      requestsRouter({
        service: wired.service,
        httpAuth: always
          ? mockServices.httpAuth.mock({
              credentials: (async () =>
                always) as HttpAuthService['credentials'],
            })
          : mockServices.httpAuth({
              defaultCredentials: mockCredentials.none(),
            }),
        userInfo: mockServices.userInfo(),
        permissions: mockServices.permissions({ result: this.permission }),
        auditor: mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
      }),
    );
    app.use(errorsOf);
    return { ...wired, as: (name: string) => asUser(app, name), app };
  }

  now(): Date {
    return new Date(this.#clock);
  }

  wait(seconds: number) {
    this.#clock += seconds * 1000;
  }

  remove(kind: string, name: string) {
    this.entities = this.entities.filter(
      e => e.kind !== kind || e.metadata.name !== name,
    );
  }

  rights() {
    return this.eks.rights(principalArn);
  }
}
