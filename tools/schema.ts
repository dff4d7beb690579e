/**
 * `npm run schema`: the JSON Schema of `*.klp.json`, made of the shapes that check it. It is published with the app, for editors
 * and other tools. That a machine like this can be is beyond it; the reader checks that, too.
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { klpFile, klpTalk, named } from '../src/file/shapes';

export const SCHEMA_FILE = 'public/klp.schema.json';

/** As the file has it. */
export const schemaText = (): string => {
  const schema = toJsonSchema(v.union([klpFile, klpTalk]), {
    target: 'draft-07',
    // What a shape is made of last is what the file has.
    typeMode: 'output',
    // What JSON Schema cannot say is left to the reader.
    errorMode: 'ignore',
    definitions: { ...named, scenario: klpFile, talk: klpTalk },
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'safe_integer' ? { ...jsonSchema, type: 'integer' } : null,
  });
  const { $schema, ...rest } = schema;
  return `${JSON.stringify({ $schema, title: 'Livepatch Explorer: a scenario, or a talk of several', ...rest }, null, 2)}\n`;
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(SCHEMA_FILE, schemaText());
