// The receipt is made here and stays here: the server is told only what is derived from it.
import { bytesOf, sodium } from "./suite.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM = 15;

const key = (name) => {
  const padded = new Uint8Array(16);
  padded.set(bytesOf(name));
  return padded;
};

export class WrongReceipt extends Error {
  constructor(reason, facts = {}) {
    super(reason);
    Object.assign(this, { reason, ...facts });
  }
}

export function newReceipt() {
  const letters = Array.from(sodium.randombytes_buf(RANDOM), (byte) => ALPHABET[byte & 31]).join("");
  return grouped(letters + checkLetter(letters));
}

// What is wrong is told by a code ("letter", "length", "check"); the page has the words.
export function canonical(text) {
  const letters = text.normalize("NFKC").toUpperCase().replace(/[ \t\r\n\-‐‑‒–—−_.·]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const place = [...letters].findIndex((letter) => !ALPHABET.includes(letter));
  if (place >= 0) throw new WrongReceipt("letter", { place: place + 1, letter: [...letters][place] });
  if (letters.length !== RANDOM + 1) throw new WrongReceipt("length", { have: letters.length });
  if (checkLetter(letters.slice(0, RANDOM)) !== letters[RANDOM]) throw new WrongReceipt("check");
  return grouped(letters);
}

export function checkLetter(letters) {
  let total = 0;
  for (const letter of letters) {
    total = (total ^ ALPHABET.indexOf(letter)) << 1;
    if (total & 32) total ^= 0b100101;
  }
  return ALPHABET[total];
}

export const lookup = (receipt) => derived(receipt, "xuncha-lookup");

export const replyPair = (receipt) => sodium.crypto_box_seed_keypair(derived(receipt, "xuncha-reply"));

const derived = (receipt, name) => sodium.crypto_generichash(32, bytesOf(canonical(receipt)), key(name));

const grouped = (letters) => letters.match(/.{4}/g).join("-");
