import { KubernetesReader } from './KubernetesReader';
import { ReadError } from './ReadError';

/** Stands in for a Kubernetes API that cannot be asked at all, and says why each time. */
export class UnavailableKubernetes implements KubernetesReader {
  readonly #why: ReadError;

  constructor(why: ReadError) {
    this.#why = why;
  }

  async get(): Promise<unknown> {
    throw this.#why;
  }

  async list<T>(): Promise<T[]> {
    throw this.#why;
  }
}
