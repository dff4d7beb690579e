import { describe, expect, it } from 'vitest';
import { allWires, channelWire, type OpenWire, type StorageEvents, storageWire } from './wires';

/** The storage of two tabs: what one writes, the other hears of. */
const tabs = () => {
  const listeners = new Map<object, (event: StorageEvent) => void>();
  const tab = () => {
    const me = {};
    const events: StorageEvents = {
      addEventListener: (_type, listener) => void listeners.set(me, listener),
      removeEventListener: () => void listeners.delete(me),
    };
    const write = (key: string, newValue: string): void => {
      const event: StorageEvent = Object.assign(new Event('storage'), { key, newValue }) as StorageEvent;
      for (const [who, listen] of listeners) if (who !== me) listen(event);
    };
    return { events, write };
  };
  return [tab(), tab()] as const;
};

describe('over the storage', () => {
  it('what one tab says the other hears, the same thing twice as well', () => {
    const [mine, theirs] = tabs();
    const heard: unknown[] = [];
    const own: unknown[] = [];
    const wire = storageWire('talk', mine.events, mine.write)((json) => own.push(json));
    const other = storageWire('talk', theirs.events, theirs.write)((json) => heard.push(json));
    wire.post({ type: 'hello' });
    wire.post({ type: 'hello' });
    expect(heard).toEqual([{ type: 'hello' }, { type: 'hello' }]);
    expect(own).toEqual([]);
    other.close();
    wire.post({ type: 'bye' });
    expect(heard).toHaveLength(2);
  });

  it('other keys, emptied keys and damaged texts are silence', () => {
    const [mine, theirs] = tabs();
    const heard: unknown[] = [];
    storageWire('talk', theirs.events, theirs.write)((json) => heard.push(json));
    mine.write('settings', '["1",{"type":"hello"}]');
    for (const text of ['', '{', 'null', '"hello"', '{"type":"hello"}']) mine.write('talk', text);
    expect(heard).toEqual([]);
  });
});

describe('over a channel', () => {
  it('windows of the same talk hear each other, and no other', async () => {
    const heard: unknown[] = [];
    const hearing = new Promise<void>((done) => {
      const open = channelWire('talk-1')((json) => {
        heard.push(json);
        open.close();
        done();
      });
    });
    const elsewhere = channelWire('talk-2')(() => undefined);
    const wire = channelWire('talk-1')(() => undefined);
    elsewhere.post('not for you');
    wire.post({ type: 'hello' });
    await hearing;
    expect(heard).toEqual([{ type: 'hello' }]);
    elsewhere.close();
    wire.close();
  });
});

describe('over every wire at once', () => {
  it('says everything everywhere, and closes everything', () => {
    const said: unknown[] = [];
    const peer =
      (name: string): OpenWire =>
      () => ({
        post: (json) => void said.push([name, json]),
        close: () => void said.push([name, 'closed']),
      });
    const wire = allWires([peer('a'), peer('b')])(() => undefined);
    wire.post(1);
    wire.close();
    expect(said).toEqual([
      ['a', 1],
      ['b', 1],
      ['a', 'closed'],
      ['b', 'closed'],
    ]);
  });
});
