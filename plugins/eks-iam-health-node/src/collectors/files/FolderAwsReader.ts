import { AwsOperation, AwsReader } from '../../clients/AwsReader';
import { ReadError } from '../../clients/ReadError';
import { ExportFolder, FolderItem } from './ExportFolder';

type Input = Record<string, unknown>;

/** `eks:DescribeAccessEntry` -> `aws/describe-access-entry`, the name of the command of the AWS CLI. */
export function commandFile(operation: AwsOperation): string {
  const name = operation.slice(operation.indexOf(':') + 1);
  return `aws/${name
    .replace('OpenIDConnect', 'OpenIdConnect')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()}`;
}

interface ItemKey {
  /** member of the input that says which item is meant */
  input: string;
  fits: (item: FolderItem, wanted: string) => boolean;
}

/** Operations that are asked once per item. What they print says which item it is, or else the file's name does. */
const perItem: Partial<Record<AwsOperation, ItemKey>> = {
  'eks:DescribeAccessEntry': printed('principalArn', 'accessEntry'),
  'eks:ListAssociatedAccessPolicies': printed('principalArn'),
  'eks:DescribePodIdentityAssociation': printed('associationId', 'association'),
  'eks:DescribeAddon': printed('addonName', 'addon'),
  'eks:DescribeNodegroup': printed('nodegroupName', 'nodegroup'),
  'eks:DescribeFargateProfile': printed('fargateProfileName', 'fargateProfile'),
  'iam:GetOpenIDConnectProvider': {
    input: 'OpenIDConnectProviderArn',
    fits: ({ content }, arn) => {
      const { Url: url } = (content ?? {}) as { Url?: unknown };
      return typeof url === 'string' && arn.endsWith(`:oidc-provider/${url}`);
    },
  },
  'eks:DescribeIdentityProviderConfig': {
    input: 'identityProviderConfig',
    fits: ({ content }, wanted) => {
      const { identityProviderConfig } = (content ?? {}) as {
        identityProviderConfig?: {
          oidc?: { identityProviderConfigName?: string };
        };
      };
      const name = identityProviderConfig?.oidc?.identityProviderConfigName;
      return name !== undefined && name === wanted;
    },
  },
  'iam:ListAccessKeys': named('UserName'),
  'iam:GetAccessKeyLastUsed': named('AccessKeyId'),
};

/** An item is asked for by its name, or by an object that holds it. */
function nameIn(value: unknown): string {
  return typeof value === 'object' && value !== null && 'name' in value
    ? String(value.name)
    : String(value);
}

function printed(member: string, inside?: string): ItemKey {
  return {
    input: member,
    fits: ({ content }, wanted) => {
      const top = (content ?? {}) as Input;
      const object = (inside ? top[inside] : top) as Input | undefined | null;
      return object?.[member] === wanted;
    },
  };
}

function named(input: string): ItemKey {
  return { input, fits: (item, wanted) => item.name === wanted };
}

/** Answers from what `aws ... --output json` printed; the AWS CLI has joined all pages already. */
export class FolderAwsReader implements AwsReader {
  readonly #folder: ExportFolder;

  constructor(folder: ExportFolder) {
    this.#folder = folder;
  }

  async call(operation: AwsOperation, input: Input): Promise<unknown> {
    if (operation === 'iam:GenerateCredentialReport') {
      return this.#reportState();
    }
    const name = commandFile(operation);
    const key = perItem[operation];
    try {
      if (!key) return await this.#folder.read(name);
      const wanted = nameIn(input[key.input]);
      return await this.#folder.find(
        name,
        item => key.fits(item, wanted),
        `\`${wanted}\``,
      );
    } catch (error) {
      throw error instanceof ReadError ? about(operation, error) : error;
    }
  }

  async pages(operation: AwsOperation, input: Input): Promise<unknown[]> {
    return [await this.call(operation, input)];
  }

  /** The folder holds the finished report or none. */
  async #reportState(): Promise<unknown> {
    await this.call('iam:GetCredentialReport', {});
    return { State: 'COMPLETE' };
  }
}

function about(operation: AwsOperation, error: ReadError): ReadError {
  const { reason, message, permission, notFound } = error;
  return new ReadError(reason, message, {
    call: operation,
    permission: reason === 'denied' ? permission ?? operation : undefined,
    notFound,
  });
}
