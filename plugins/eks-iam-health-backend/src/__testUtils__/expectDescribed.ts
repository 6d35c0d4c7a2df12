import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Response } from 'supertest';
import { readSpec } from '../router/specRouter';

const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema({ $id: 'spec', ...readSpec() });

interface Described {
  $ref?: string;
  content?: Record<string, { schema: { $ref?: string } }>;
}
type Paths = Record<
  string,
  Record<string, { responses: Record<string, Described> }>
>;

/** The answer is one that the description of the API foresees, status and body. */
export function expectDescribed(
  response: Response,
  method: 'get' | 'post',
  path: string,
): void {
  const spec = readSpec() as { paths: Paths };
  const described = spec.paths[path]?.[method]?.responses[response.status];
  if (!described) {
    throw new Error(
      `${method} ${path} answers ${response.status}, which is not described`,
    );
  }
  const place = described.$ref
    ? `${described.$ref}/content/application~1json/schema`
    : `#/paths/${path.replace(/\//g, '~1')}/${method}/responses/${
        response.status
      }/content/application~1json/schema`;
  const validate = ajv.compile({ $ref: `spec${place}` });
  validate(response.body);
  expect(validate.errors ?? []).toEqual([]);
}
