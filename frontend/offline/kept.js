// My records on my own phone, to be read without a line. Asked for by the person, opened by six
// digits, gone after signing out, after five wrong tries, or thirty days without a line.
//
// At rest: the records under a fresh AES key, that key under a public key; the private key is wrapped
// by the six digits (PBKDF2) and then by a device key the browser does not hand out. So a copy of the
// files is useless without this browser, and this browser asks for the digits. Whoever unlocks the
// phone and guesses them can read: the page that offers this says so.
import * as store from "./store.js";

const subtle = window.crypto?.subtle;
const RSA = { name: "RSA-OAEP", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
const ROUNDS = 600_000;
const TRIES = 5;
const DAYS = 30;
const random = (count) => crypto.getRandomValues(new Uint8Array(count));
const aes = (iv) => ({ name: "AES-GCM", iv });

export const possible = () => Boolean(subtle && window.indexedDB && !store.isShared());

const pinKey = async (pin, salt) => {
  const raw = await subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return subtle.deriveKey(how, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
};

export const begin = async (pin) => {
  const pair = await subtle.generateKey(RSA, true, ["wrapKey", "unwrapKey"]);
  const device = await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const salt = random(16), inner = random(12), outer = random(12);
  const secret = await subtle.exportKey("pkcs8", pair.privateKey);
  const once = await subtle.encrypt(aes(inner), await pinKey(pin, salt), secret);
  const wrapped = await subtle.encrypt(aes(outer), device, once);
  const open = await subtle.importKey("spki", await subtle.exportKey("spki", pair.publicKey), RSA, false, ["wrapKey"]);
  await store.put("kept", "lock", { key: "lock", who: store.who(), device, open, wrapped, salt, inner, outer, tries: 0 });
  return refresh();
};

// Today's records in place of yesterday's; a server that has none any more (erased, unlinked) empties it.
export const refresh = async () => {
  const lock = await store.get("kept", "lock");
  if (!lock || lock.who !== store.who() || !subtle) return false;
  const answer = await fetch("/worker/keep/records.json", { cache: "no-store" });
  if ([403, 404, 410].includes(answer.status)) return store.empty("kept");
  if (!answer.ok || answer.redirected) return false;
  const key = await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const iv = random(12);
  const box = await subtle.encrypt(aes(iv), key, await answer.arrayBuffer());
  const wrapped = await subtle.wrapKey("raw", key, lock.open, "RSA-OAEP");
  await store.put("kept", "records", { key: "records", who: lock.who, at: Date.now(), box, iv, wrapped });
  return true;
};

export const state = async () => {
  const records = await store.get("kept", "records").catch(() => null);
  if (records && records.at < Date.now() - DAYS * 864e5) { await store.empty("kept"); return null; }
  return records || null;
};

// The records, or how many tries are left; none left: all is gone.
export const read = async (pin) => {
  const [lock, records] = [await store.get("kept", "lock"), await state()];
  if (!lock || !records) return { left: 0 };
  await store.put("kept", "lock", { ...lock, tries: lock.tries + 1 });
  try {
    const once = await subtle.decrypt(aes(lock.outer), lock.device, lock.wrapped);
    const secret = await subtle.decrypt(aes(lock.inner), await pinKey(pin, lock.salt), once);
    const priv = await subtle.importKey("pkcs8", secret, RSA, false, ["unwrapKey"]);
    const key = await subtle.unwrapKey("raw", records.wrapped, priv, "RSA-OAEP", "AES-GCM", false, ["decrypt"]);
    const plain = await subtle.decrypt(aes(records.iv), key, records.box);
    await store.put("kept", "lock", { ...lock, tries: 0 });
    return { at: records.at, records: JSON.parse(new TextDecoder().decode(plain)).records };
  } catch {
    const left = TRIES - lock.tries - 1;
    if (left <= 0) await store.empty("kept");
    return { left: Math.max(0, left) };
  }
};

export const forget = () => store.empty("kept");
