import { describe, expect, it } from 'vitest';
import { allWires, channelWire, type OpenWire } from './wires';

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
