// A text sealed to several readers; the JSON is that of envelope.py.
import { pad, unpad } from "./padding.js";
import { ALGORITHM, bytesOf, fingerprint, fromText, joined, sodium, toText } from "./suite.js";

const NONCE = 24;

const bound = (purpose) => bytesOf(`${ALGORITHM}|${purpose}`);

export function seal(plain, purpose, publicKeys) {
  if (publicKeys.length === 0) throw new Error("sealed to nobody, a text would be lost");
  const key = sodium.randombytes_buf(32);
  const nonce = sodium.randombytes_buf(NONCE);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(plain), bound(purpose), null, nonce, key);
  const seals = publicKeys.map((to) => ({ to: fingerprint(to), seal: toText(sodium.crypto_box_seal(key, to)) }));
  sodium.memzero(key);
  return { algorithm: ALGORITHM, purpose, body: toText(joined([nonce, sealed])), seals };
}

export function open(envelope, pair) {
  const own = envelope.seals.find((each) => each.to === fingerprint(pair.publicKey));
  if (envelope.algorithm !== ALGORITHM || !own) throw new Error("not sealed to this key");
  const key = sodium.crypto_box_seal_open(fromText(own.seal), pair.publicKey, pair.privateKey);
  const body = fromText(envelope.body);
  const [nonce, sealed] = [body.subarray(0, NONCE), body.subarray(NONCE)];
  return unpad(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, bound(envelope.purpose), nonce, key));
}
