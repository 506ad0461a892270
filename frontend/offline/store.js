// What rests on this device: two drawers of IndexedDB, "drafts" and "kept". Where the browser has
// none (private windows), every call fails and nothing is kept: the pages work as before.
const NAME = "gongyue";

const open = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts");
      asked.result.createObjectStore("kept");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

const act = async (drawer, mode, does) => {
  const base = await open();
  try {
    return await new Promise((resolve, reject) => {
      const work = base.transaction(drawer, mode);
      const asked = does(work.objectStore(drawer));
      work.oncomplete = () => resolve(asked && asked.result);
      work.onerror = () => reject(work.error);
    });
  } finally {
    base.close();
  }
};

export const put = (drawer, key, value) => act(drawer, "readwrite", (store) => store.put(value, key));
export const get = (drawer, key) => act(drawer, "readonly", (store) => store.get(key));
export const all = (drawer) => act(drawer, "readonly", (store) => store.getAll());
export const remove = (drawer, key) => act(drawer, "readwrite", (store) => store.delete(key));
export const empty = (drawer) => act(drawer, "readwrite", (store) => store.clear());

// Whose page this is (a keyed word, no name), and whether the device is somebody's own.
export const who = () => document.body.dataset.who || "";
export const isShared = () => "shared" in document.body.dataset;

// Signing out, or somebody else signing in, leaves nothing of the one before.
export const forgetOthers = async () => {
  const drawers = [["drafts", await all("drafts")], ["kept", await all("kept")]];
  for (const [drawer, values] of drawers) {
    if (values.some((value) => value.who !== who())) {
      for (const value of values) if (value.who !== who()) await remove(drawer, value.key);
    }
  }
};

export const forgetEverything = () => Promise.all([empty("drafts"), empty("kept")]);
