import { describe, expect, it, vi } from 'vitest';
import { workOffline } from './register';

const SCRIPT = 'https://host.example/any/assets/index-a.js';
const page = (script: string) => `<script type="module" src="./assets/${script}"></script>`;

const visit = ({ kept = page('index-a.js'), controlled = true, readyState = 'complete' } = {}) => {
  const locks: string[] = [];
  const registered: string[] = [];
  const listeners: (() => void)[] = [];
  const update = vi.fn(() => Promise.reject(new TypeError('no network')));
  let answer = kept;
  return {
    update,
    locks,
    registered,
    load: () => listeners[0]?.(),
    /** Another service worker takes over, with another page. */
    takeOver: (text: string) => {
      answer = text;
      listeners[0]?.();
    },
    page: {
      navigator: {
        serviceWorker: {
          controller: controlled ? {} : null,
          register: (address: string) => {
            registered.push(address);
            return Promise.resolve({ update });
          },
          addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
        },
        locks: {
          request: (name: string) => {
            locks.push(name);
            return Promise.resolve();
          },
        },
      },
      document: { readyState, querySelector: () => ({ src: SCRIPT }) },
      addEventListener: (_: string, listener: () => void) => void listeners.push(listener),
      fetch: () => Promise.resolve(new Response(answer)),
    },
  };
};

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a page that wants to be there offline', () => {
  it('registers beside itself, once it has loaded, and says which version it runs', async () => {
    const { page: window, locks, registered, load } = visit({ readyState: 'loading' });
    const done = workOffline(window, () => undefined);
    expect(registered).toEqual([]);
    load();
    await done;
    expect(registered).toEqual(['./sw.js']);
    expect(locks).toEqual([`livepatch-explorer runs ${SCRIPT}`]);
  });

  it('hears of a new version when that has taken over', async () => {
    const { page: window, takeOver } = visit();
    const hear = vi.fn();
    await workOffline(window, hear);
    await settle();
    expect(hear).not.toHaveBeenCalled();
    takeOver(page('index-b.js'));
    await vi.waitFor(() => expect(hear).toHaveBeenCalledOnce());
  });

  it('hears of a version that took over before it could ask', async () => {
    const hear = vi.fn();
    await workOffline(visit({ kept: page('index-b.js') }).page, hear);
    await vi.waitFor(() => expect(hear).toHaveBeenCalledOnce());
  });

  it('asks for a new version on every visit but the first, and bears it when there is no network', async () => {
    const [first, later] = [visit({ controlled: false }), visit()];
    await workOffline(first.page, () => undefined);
    await workOffline(later.page, () => undefined);
    expect(first.update).not.toHaveBeenCalled();
    expect(later.update).toHaveBeenCalledOnce();
  });

  it('hears nothing when its own version is kept for the first time', async () => {
    const { page: window, takeOver } = visit({ controlled: false, kept: '' });
    const hear = vi.fn();
    await workOffline(window, hear);
    takeOver(page('index-a.js'));
    await settle();
    expect(hear).not.toHaveBeenCalled();
  });

  it('does without where the browser forbids it', async () => {
    const window = {
      ...visit().page,
      get navigator(): never {
        throw new DOMException('sandboxed', 'SecurityError');
      },
    };
    await expect(workOffline(window, () => undefined)).resolves.toBeUndefined();
  });
});
