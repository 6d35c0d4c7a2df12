import Database from 'better-sqlite3';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

/** Files of the portal that hold the text as it is. The simulator's own log is not the portal's. */
export function filesWith(folder: string, text: string): string[] {
  return filesBelow(folder)
    .filter(file => !file.endsWith('simulator.log'))
    .filter(file => readFileSync(file).includes(text));
}

/** Tables that hold the text, also inside values that are compressed. */
export function tablesWith(folder: string, text: string): string[] {
  return filesBelow(folder)
    .filter(file => file.endsWith('.sqlite'))
    .flatMap(file => {
      const database = new Database(file, { readonly: true });
      try {
        const tables = database
          .prepare("select name from sqlite_master where type = 'table'")
          .all() as Array<{ name: string }>;
        return tables
          .filter(({ name }) =>
            (
              database.prepare(`select * from "${name}"`).all() as Array<
                Record<string, unknown>
              >
            ).some(row =>
              Object.values(row).some(value => readable(value).includes(text)),
            ),
          )
          .map(({ name }) => `${file}: ${name}`);
      } finally {
        database.close();
      }
    });
}

function readable(value: unknown): string {
  if (typeof value === 'string') {
    return value.startsWith('H4sI')
      ? gunzipSync(Buffer.from(value, 'base64')).toString('utf8')
      : value;
  }
  if (!Buffer.isBuffer(value)) return '';
  const isGzip = value[0] === 0x1f && value[1] === 0x8b;
  return (isGzip ? gunzipSync(value) : value).toString('utf8');
}
