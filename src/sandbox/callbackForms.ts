/** The forms of the callbacks that a livepatch has: what each prints, and what the one that may fail returns. */
import { mayFail } from '../kernel/callbacks';
import { CALLBACK_NAMES, type Callback, type CallbackName } from '../kernel/images';
import type { WidePatchSpec } from '../kernel/world';
import { type FormField, taken } from './field';
import { callbacksOf, withCallback } from './patchObjects';
import { lines, linesText, readReturned, returnedText } from './text';

/** The name of a field in the form of a callback. */
export const callbackField = (object: string, name: CallbackName, part: 'prints' | 'returns'): string =>
  `callback ${object} ${name} ${part}`;

export const isCallbackField = (field: string): boolean => field.startsWith('callback ');

/** A callback as it is then; where there is none, it says nothing. */
const callbackOf = (spec: WidePatchSpec, object: string, name: CallbackName): Callback =>
  callbacksOf(spec).find((each) => each.object === object)?.callbacks[name] ?? { log: [] };

const prints = (object: string, name: CallbackName): FormField<WidePatchSpec> => ({
  kind: 'lines',
  name: callbackField(object, name, 'prints'),
  label: `${name} of ${object} prints`,
  hint: '{module} is the livepatch, {target} the object with its module’s state.',
  rare: true,
  show: (spec) => linesText(callbackOf(spec, object, name).log),
  read: (text, spec) => ({
    spec: withCallback(spec, object, name, { ...callbackOf(spec, object, name), log: lines(text) }),
  }),
});

const returns = (object: string, name: CallbackName): FormField<WidePatchSpec> => ({
  kind: 'line',
  name: callbackField(object, name, 'returns'),
  label: `${name} of ${object} returns`,
  hint: 'A number, an error as -ENODEV, or a parameter. Empty: 0, success.',
  rare: true,
  show: (spec) => returnedText(callbackOf(spec, object, name)),
  read: (text, spec) =>
    taken(readReturned(text), (returned) => {
      const { returns: _, returnsParam: __, ...rest } = callbackOf(spec, object, name);
      return withCallback(spec, object, name, { ...rest, ...returned });
    }),
});

/** Only the first one can fail; what another one returns is shown where it has come from elsewhere, to be taken out. */
const canReturn = (name: CallbackName, callback: Callback): boolean => mayFail(name) || returnedText(callback) !== '';

/** The fields of this callback of this object. */
export const fieldsOfCallback = (
  object: string,
  name: CallbackName,
  callback: Callback | undefined,
): readonly FormField<WidePatchSpec>[] =>
  callback === undefined ? [] : [prints(object, name), ...(canReturn(name, callback) ? [returns(object, name)] : [])];

export const callbackFields = (spec: WidePatchSpec): readonly FormField<WidePatchSpec>[] =>
  callbacksOf(spec).flatMap(({ object, callbacks }) =>
    CALLBACK_NAMES.flatMap((name) => fieldsOfCallback(object, name, callbacks[name])),
  );
