import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ReadError } from '../../clients/ReadError';
import { parseFile } from './parseFile';
import { toolError } from './toolError';

const FORMATS = ['.json', '.yaml', '.yml'];
const MAX_BYTES = 512_000_000;

/** One of several answers to the same command. */
export interface FolderItem {
  /** without extension */
  name: string;
  content: unknown;
}

/** Files of an export, by the name of the command that printed them. */
export class ExportFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  /** Whether there is a file or folder of that name, or the reason why there is none. */
  async has(name: string): Promise<boolean> {
    for (const ending of ['', ...FORMATS, '.error']) {
      if (await exists(join(this.#root, name + ending))) return true;
    }
    return false;
  }

  /** What a command printed; throws `ReadError` when it failed, is missing or is malformed. */
  async read(name: string): Promise<unknown> {
    for (const format of FORMATS) {
      const fileName = name + format;
      const text = await this.#text(fileName);
      if (text !== undefined) return parseFile(text, fileName);
    }
    const error = await this.#text(`${name}.error`);
    if (error !== undefined) throw toolError(error, `${name}.error`);
    throw new ReadError(
      'not-collected',
      `the folder has no file \`${name}.json\``,
    );
  }

  /** What a command printed that was run once per item: the first that fits. */
  async find(
    name: string,
    fits: (item: FolderItem) => boolean,
    what: string,
  ): Promise<unknown> {
    const { items, problems } = await this.#itemsOf(name);
    const item = items.find(fits);
    if (item) return item.content;
    throw (
      problems[0] ??
      new ReadError(
        'not-collected',
        `the folder \`${name}\` has no file about ${what}`,
      )
    );
  }

  readonly #items = new Map<string, ReturnType<ExportFolder['loadItems']>>();

  #itemsOf(name: string) {
    const known = this.#items.get(name) ?? this.loadItems(name);
    this.#items.set(name, known);
    return known;
  }

  private async loadItems(name: string) {
    const items: FolderItem[] = [];
    const problems: ReadError[] = [];
    for (const file of await listed(join(this.#root, name))) {
      const [, base, ending] = /^(.*)(\.[a-z]+)$/.exec(file) ?? [];
      const known = FORMATS.includes(ending) || ending === '.error';
      const path = `${name}/${file}`;
      const text = known ? await this.#text(path) : undefined;
      if (text === undefined) continue;
      try {
        if (ending === '.error') throw toolError(text, path);
        items.push({ name: base, content: parseFile(text, path) });
      } catch (error) {
        if (!(error instanceof ReadError)) throw error;
        problems.push(error);
      }
    }
    return { items, problems };
  }

  async #text(fileName: string): Promise<string | undefined> {
    const path = join(this.#root, fileName);
    try {
      if ((await stat(path)).size > MAX_BYTES) {
        throw new ReadError('malformed', `\`${fileName}\` is too large`);
      }
      return await readFile(path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      if (error instanceof ReadError) throw error;
      throw new ReadError(
        'unreachable',
        `\`${fileName}\` could not be read (${code ?? 'unknown error'})`,
      );
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function listed(path: string): Promise<string[]> {
  return readdir(path).then(
    files => files.sort(),
    () => [],
  );
}
