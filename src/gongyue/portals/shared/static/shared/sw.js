// Without a line: our own page instead of the browser's. Served at /sw.js with VERSION, OFFLINE and
// SHELL before it. Keeps styles, scripts and that one page; never a page of anybody's records.
const STORE = `gongyue-${VERSION}`;

self.addEventListener("install", (event) => {
  const fresh = SHELL.map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("gongyue-") && name !== STORE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

// A page comes from the server or not at all; a form that does not get through says so.
const page = (request) => fetch(request).catch(async () => (await caches.match(OFFLINE)) || Response.error());

// Styles and scripts carry their version in the address, so a kept one is the right one.
const piece = async (request) => {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).searchParams.has("v")) {
    const store = await caches.open(STORE);
    await store.put(request, answer.clone());
  }
  return answer;
};

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (address.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (event.request.method === "GET" && address.pathname.startsWith(STATIC)) event.respondWith(piece(event.request));
});
