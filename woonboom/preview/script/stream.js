// What the server tells, by way of the worker that all tabs share.

import { WORKER } from "./given.js";

/** Listens for this tab. */
export class Stream {
  /**
   * @param {function(object): void} onState called with all there is to know, whenever that changes
   * @param {function(): void} onLost called when the server does not answer
   */
  constructor(onState, onLost) {
    this.lock = crypto.randomUUID();
    this.key = null;
    this.held = new Promise((held) => {
      navigator.locks.request(this.lock, () => {
        held();
        return new Promise(() => {});
      });
    });
    this.port = new SharedWorker(WORKER).port;
    this.port.onmessage = ({ data }) => (data.state === null ? onLost() : onState(JSON.parse(data.state)));
    document.addEventListener("visibilitychange", () => this.say());
  }

  /** Say which tree this tab looks at. */
  async look(key) {
    this.key = key;
    await this.held;
    this.say();
  }

  say() {
    const isSeen = document.visibilityState === "visible";
    if (this.key !== null) this.port.postMessage({ key: this.key, isSeen, lock: this.lock });
  }
}
