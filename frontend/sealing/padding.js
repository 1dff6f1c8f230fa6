// ISO/IEC 7816-4 padding to at least 4 KiB, above that to a Padmé length. Plain arithmetic: bit operations would end at 2 GiB.
import { sodium } from "./suite.js";

const LEAST = 4096;

const bits = (number) => number.toString(2).length;

export function padme(length) {
  if (length < 2) return length;
  const exponent = bits(length) - 1;
  const step = 2 ** (exponent - bits(exponent));
  return Math.ceil(length / step) * step;
}

export const bucket = (length) => Math.max(LEAST, padme(length + 1));

export const pad = (plain) => sodium.pad(plain, bucket(plain.length));

export function unpad(padded) {
  let end = padded.length;
  while (end > 0 && padded[end - 1] === 0) end -= 1;
  if (end === 0 || padded[end - 1] !== 0x80 || padded.length !== bucket(end - 1)) throw new Error("not padded by us");
  return padded.subarray(0, end - 1);
}
