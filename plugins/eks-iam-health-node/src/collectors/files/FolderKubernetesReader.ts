import {
  KubernetesReader,
  KubernetesResource,
} from '../../clients/KubernetesReader';
import { ReadError } from '../../clients/ReadError';
import { ExportFolder } from './ExportFolder';

/** Answers from what `kubectl get ... -o json` or `-o yaml` printed. */
export class FolderKubernetesReader implements KubernetesReader {
  readonly #folder: ExportFolder;

  constructor(folder: ExportFolder) {
    this.#folder = folder;
  }

  /** A single object is in a file of its own, `kubernetes/configmaps-aws-auth`. */
  async get(
    resource: KubernetesResource,
    _namespace: string,
    name: string,
  ): Promise<unknown> {
    return this.#read(`${resource.plural}-${name}`, `get ${resource.plural}`);
  }

  async list<T>(
    resource: KubernetesResource,
    map: (item: unknown) => T,
  ): Promise<T[]> {
    const call = `list ${resource.plural}`;
    const content = await this.#read(resource.plural, call);
    const { items } = (content ?? {}) as { items?: unknown };
    if (!Array.isArray(items)) {
      throw new ReadError(
        'malformed',
        `\`kubernetes/${resource.plural}\` holds no list of objects`,
        { call },
      );
    }
    return items.map(map);
  }

  async #read(name: string, call: string): Promise<unknown> {
    try {
      return await this.#folder.read(`kubernetes/${name}`);
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      const { reason, message, notFound } = error;
      throw new ReadError(reason, message, {
        call,
        permission: reason === 'denied' ? call : undefined,
        notFound,
      });
    }
  }
}
