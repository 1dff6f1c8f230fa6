// The suite of src/xuncha/engines/sealing, for the reporter's browser. Only functions of libsodium's plain build are used.
import sodium from "libsodium-wrappers";

export const ALGORITHM = "x25519-xchacha20poly1305-1";
export const ready = sodium.ready;
export { sodium };

const TEXT = 7; // base64url without padding, as the envelopes' JSON has it

export const toText = (bytes) => sodium.to_base64(bytes, TEXT);
export const fromText = (text) => sodium.from_base64(text, TEXT);
export const bytesOf = (text) => new TextEncoder().encode(text);

export function fingerprint(publicKey) {
  return sodium.to_hex(sodium.crypto_generichash(32, publicKey)).slice(0, 16);
}

export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
