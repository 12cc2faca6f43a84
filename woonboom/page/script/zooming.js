// Zooming and moving a picture in a box that scrolls: by wheel, fingers, mouse and buttons.

const STEP = 1.35;
const WHEEL = 0.0022;
const LARGEST_TYPE_PX = 44;
const READABLE_PX = 9;
const START_PX = 13;
const MOVED_PX = 4;

/** Zooms a picture within its box; the box itself scrolls, so that all ways to scroll work. */
export class Zoom {
  /**
   * @param {HTMLElement} box
   * @param {SVGElement} picture
   * @param {number} em the type size in the picture's own measure
   */
  constructor(box, picture, em) {
    const { width, height } = picture.viewBox.baseVal;
    Object.assign(this, { box, picture, em, width, height, scale: 0, isWhole: true });
    this.ending = new AbortController();
    this.watch();
  }

  /** Show the whole picture, and keep to that when the box changes. */
  fit() {
    this.whole(true);
    this.set(this.least());
  }

  /** Whether all of it is shown; the box then has no more height than that takes. */
  whole(isWhole) {
    this.isWhole = isWhole;
    this.box.classList.toggle("whole", isWhole);
  }

  /** Make type large enough to read, where the whole picture would be too small for that. */
  start() {
    this.fit();
    if (this.scale * this.em < READABLE_PX) {
      this.whole(false);
      this.set(START_PX / this.em);
    }
  }

  /** Zoom in (`by` is 1) or out (-1) by a step. */
  step(by) {
    this.to(this.scale * STEP ** by);
  }

  end() {
    this.ending.abort();
    this.sizes.disconnect();
  }

  /**
   * Scroll until an element is in sight, or in the middle.
   * @param {Element} element
   * @param {boolean} isCentred
   */
  see(element, isCentred = false) {
    const box = this.box.getBoundingClientRect();
    const { left, top, width, height } = element.getBoundingClientRect();
    const room = Math.min(24, box.width / 10);
    const by = (start, size, from, whole) => {
      const end = from + whole;
      if (isCentred) return start + size / 2 - (from + end) / 2;
      if (start < from + room || size > whole) return start - from - room;
      return Math.max(0, start + size - end + room);
    };
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    this.box.scrollBy({
      left: by(left, width, box.left, box.width),
      top: by(top, height, box.top, box.height),
      behavior,
    });
  }

  least() {
    const { clientWidth, clientHeight } = this.box;
    return Math.min(clientWidth / this.width, clientHeight / this.height) || 1;
  }

  /** Zoom to a scale, with what is at a point (the middle, if none is given) staying there. */
  to(wanted, point = this.middle()) {
    const most = Math.max(LARGEST_TYPE_PX / this.em, this.least());
    const scale = Math.min(most, Math.max(this.least(), wanted));
    const before = this.picture.getBoundingClientRect();
    const across = (point.x - before.left) / before.width;
    const down = (point.y - before.top) / before.height;
    this.whole(scale <= this.least() * 1.001);
    this.set(scale);
    const after = this.picture.getBoundingClientRect();
    this.box.scrollLeft += after.left + across * after.width - point.x;
    this.box.scrollTop += after.top + down * after.height - point.y;
  }

  set(scale) {
    this.scale = scale;
    this.picture.setAttribute("width", (this.width * scale).toFixed(2));
    this.picture.setAttribute("height", (this.height * scale).toFixed(2));
  }

  middle() {
    const { left, top, width, height } = this.box.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }

  watch() {
    this.sizes = new ResizeObserver(() => {
      if (this.isWhole || this.scale < this.least()) this.fit();
    });
    this.sizes.observe(this.box);
    const { signal } = this.ending;
    this.box.addEventListener("wheel", (event) => this.wheel(event), { passive: false, signal });
    const pinch = new Pinch(this);
    for (const name of ["touchstart", "touchmove", "touchend"]) {
      this.box.addEventListener(name, (event) => pinch[name](event), { passive: false, signal });
    }
    const drag = new Drag(this.box);
    for (const name of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
      this.box.addEventListener(name, (event) => drag[name](event), { signal });
    }
    this.box.addEventListener("click", (event) => drag.click(event), { capture: true, signal });
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // without, it scrolls
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const by = Math.exp(-WHEEL * lines * Math.max(-120, Math.min(120, event.deltaY)));
    this.to(this.scale * by, { x: event.clientX, y: event.clientY });
  }
}

/** Two fingers that move apart, or together. */
class Pinch {
  constructor(zoom) {
    this.zoom = zoom;
    this.apart = 0;
  }

  touchstart(event) {
    if (event.touches.length !== 2) return;
    this.apart = apartness(event.touches);
    this.scale = this.zoom.scale;
  }

  touchmove(event) {
    if (event.touches.length !== 2 || !this.apart) return;
    event.preventDefault();
    const [one, other] = event.touches;
    const point = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
    this.zoom.to((this.scale * apartness(event.touches)) / this.apart, point);
  }

  touchend() {
    this.apart = 0;
  }
}

function apartness([one, other]) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}

/** The mouse takes hold of the picture and moves it; fingers scroll as they do anywhere. */
class Drag {
  constructor(box) {
    this.box = box;
    this.from = null;
    this.hasMoved = false;
  }

  pointerdown(event) {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const { scrollLeft, scrollTop } = this.box;
    this.from = { x: event.clientX, y: event.clientY, scrollLeft, scrollTop };
    this.hasMoved = false;
  }

  pointermove(event) {
    if (!this.from) return;
    const across = event.clientX - this.from.x;
    const down = event.clientY - this.from.y;
    if (!this.hasMoved && Math.hypot(across, down) < MOVED_PX) return;
    if (!this.hasMoved) this.box.setPointerCapture(event.pointerId);
    this.hasMoved = true;
    this.box.classList.add("held");
    this.box.scrollTo(this.from.scrollLeft - across, this.from.scrollTop - down);
  }

  pointerup() {
    this.from = null;
    this.box.classList.remove("held");
  }

  pointercancel() {
    this.pointerup();
  }

  /** A card on which a move ends is not clicked. */
  click(event) {
    if (!this.hasMoved) return;
    this.hasMoved = false;
    event.stopPropagation();
    event.preventDefault();
  }
}
