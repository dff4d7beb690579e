/** What React finds fault with while it draws: a missing key, an attribute it does not know. Only its slower build looks for that. */
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { loadScenario } from '../session/catalogue';
import { openScreen } from './screen.testkit';

vi.hoisted(() => {
  process.env.NODE_ENV = 'development';
});

const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
afterEach(() => error.mockClear());

test('it would be told', () => {
  const keyless = <li />;
  renderToStaticMarkup(<ul>{[keyless, keyless]}</ul>);
  expect(error).toHaveBeenCalledTimes(1);
});

test.each(['sticky-reversed', 'target-callbacks', 'stuck-force'])(
  'React finds no fault with any panel after any step: %s',
  async (id) => {
    const scenario = await loadScenario(id);
    const screen = await openScreen(scenario);
    screen.draw();
    for (const _ of scenario.steps) {
      screen.started.viewer.verbs.stepOver();
      screen.draw();
    }
    screen.started.stop();
    expect(error.mock.calls).toEqual([]);
  },
);
