// Where a person has been in the tree, so that back and forward work, the browser's own too.

const STATE_KEY = "woonkans";

/** The trail that goes along with the browser: two would drive each other. */
let leading = null;

/**
 * The moments of a walk. The browser's history holds the number of a moment and nothing else, so
 * that no answer is ever kept by it, and only of a trail that asks for it. Numbers never come back:
 * what was there before the walk began again cannot be gone back to.
 */
export class Trail {
  /**
   * @param {function(Object): void} arrived called when back or forward led to a moment
   * @param {boolean} usesBrowser whether the browser's own back and forward are those of the walk
   */
  constructor(arrived, usesBrowser) {
    this.arrived = arrived;
    this.usesBrowser = usesBrowser;
    this.moments = [];
    this.last = 0;
    this.index = 0;
    this.isReturning = false; // on the way back through the browser's history to where it began
    this.listen = (event) => this.followBrowser(event.state);
    this.start();
  }

  get moment() {
    return this.moments[this.index].moment;
  }

  get canGoBack() {
    return this.index > 0;
  }

  get canGoForward() {
    return this.index < this.moments.length - 1;
  }

  /** Go along with the browser, unless another trail on the page does. */
  start() {
    if (!this.usesBrowser || leading) return;
    leading = this;
    addEventListener("popstate", this.listen);
  }

  /** Begin here, and forget all that was before; the browser's history too is where it began. */
  begin(moment) {
    const steps = this.index;
    const isFarther = steps > 0 && this.isWithBrowser();
    this.moments = [{ number: ++this.last, moment }];
    this.index = 0;
    if (isFarther) {
      this.isReturning = true;
      history.go(-steps);
    } else this.tellBrowser("replaceState", 0);
  }

  /** Go on to a new moment. */
  push(moment) {
    this.moments = [...this.moments.slice(0, this.index + 1), { number: ++this.last, moment }];
    this.index += 1;
    this.tellBrowser("pushState", this.index);
  }

  /** Put a moment in the place of this one. */
  replace(moment) {
    this.moments[this.index] = { ...this.moments[this.index], moment };
  }

  back() {
    if (this.canGoBack) this.step(-1);
  }

  forward() {
    if (this.canGoForward) this.step(1);
  }

  end() {
    if (leading === this) leading = null;
    this.isReturning = false;
    removeEventListener("popstate", this.listen);
  }

  /** Go through the browser's history where that is at this moment, else by ourselves. */
  step(by) {
    if (this.isWithBrowser()) {
      history.go(by);
      return;
    }
    this.index += by;
    this.arrived(this.moment);
  }

  isWithBrowser() {
    if (leading !== this || this.isReturning) return false;
    return history.state?.[STATE_KEY] === this.moments[this.index].number;
  }

  followBrowser(state) {
    if (this.isReturning) {
      this.tellAgain();
      return;
    }
    const index = this.moments.findIndex(({ number }) => number === state?.[STATE_KEY]);
    if (index < 0 || index === this.index) return;
    this.index = index;
    this.arrived(this.moment);
  }

  /** Where the browser is back at the beginning: the moments that have come since. */
  tellAgain() {
    this.isReturning = false;
    this.moments.length = this.index + 1;
    this.moments.forEach((_, at) => this.tellBrowser(at ? "pushState" : "replaceState", at));
  }

  tellBrowser(change, index) {
    if (leading !== this || this.isReturning) return;
    const state = { ...history.state, [STATE_KEY]: this.moments[index].number };
    try {
      history[change](state, "");
    } catch {
      // A frame may be kept from its history; then our own buttons still work.
    }
  }
}
