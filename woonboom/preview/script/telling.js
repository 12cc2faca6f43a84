// What all tabs of the page share: one stream of what is told, however many tabs there are.
//
// A browser keeps six connections to a server at most. With a stream for every tab the sixth would
// leave none for anything else. This runs as a shared worker: once for all tabs of a browser.

const AGAIN_MS = 1000;
const MOST = 16;
const tabs = new Map();
let source = null;
let asked = "";
let last = null;
let timer = 0;

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    // A tab holds a lock of its own for as long as it is there, also when it crashes.
    if (!tabs.has(port)) navigator.locks.request(data.lock, () => left(port));
    tabs.set(port, data);
    ask();
    if (last) port.postMessage(last);
  };
};

function left(port) {
  tabs.delete(port);
  if (tabs.size) ask();
  else hush();
}

/** Listen to the trees that tabs look at; those that can be seen come first. */
function ask() {
  const seen = [...tabs.values()].sort((a, b) => Number(b.isSeen) - Number(a.isSeen));
  const keys = [...new Set(seen.map((tab) => tab.key))].slice(0, MOST);
  const wished = keys.map((key) => `tree=${encodeURIComponent(key)}`).join("&");
  if (source && wished === asked) return;
  hush();
  asked = wished;
  open();
}

function open() {
  source = new EventSource(`/events?${asked}`);
  source.onmessage = ({ data }) => tell({ state: data });
  source.onerror = () => {
    tell({ state: null });
    // The browser tries again by itself, unless it was refused.
    if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_MS);
  };
}

function hush() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

function tell(news) {
  last = news;
  for (const port of tabs.keys()) port.postMessage(news);
}
