/** Ways for the windows of a talk to hear each other on one machine, without a server. */

/** Carries plain JSON to the other windows. What arrives may be anything. */
export interface Wire {
  readonly post: (json: unknown) => void;
  readonly close: () => void;
}

/** Opens a wire and calls back with what arrives. */
export type OpenWire = (hear: (json: unknown) => void) => Wire;

/** Between windows of one origin. */
export const channelWire =
  (name: string): OpenWire =>
  (hear) => {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => hear(data);
    return { post: (json) => channel.postMessage(json), close: () => channel.close() };
  };

/** What is used of another window. */
export interface Peer {
  readonly closed: boolean;
  postMessage(json: unknown, origin: string): void;
}

/**
 * Between a window and the one that opened it, which works where no origin is shared: files on a disk. Hears nobody else:
 * the known window, and whoever calls this one its opener, which only a window that we opened can.
 * @param known the window on the other side, when there is one yet.
 */
export const openerWire =
  (own: Window, known: () => Peer | null): OpenWire =>
  (hear) => {
    let caller: Peer | null = null;
    const heard = ({ source, data, origin }: MessageEvent): void => {
      if (origin !== own.origin || source === null || !('closed' in source) || source === own) return;
      if (source !== known() && source.opener !== own) return;
      caller = source;
      hear(data);
    };
    own.addEventListener('message', heard);
    return {
      post: (json) => {
        const peer = known() ?? caller;
        // A file has no origin that could be named.
        if (peer !== null && !peer.closed) peer.postMessage(json, own.origin === 'null' ? '*' : own.origin);
      },
      close: () => own.removeEventListener('message', heard),
    };
  };

/** Everything on every wire. Whoever listens must bear to hear things twice. */
export const allWires =
  (wires: readonly OpenWire[]): OpenWire =>
  (hear) => {
    const open = wires.map((wire) => wire(hear));
    return {
      post: (json) => {
        for (const wire of open) wire.post(json);
      },
      close: () => {
        for (const wire of open) wire.close();
      },
    };
  };
