// Pays for a ticket: finds a number whose SHA-256 after the ticket's id begins with so many zero bits. Runs in a worker.
// libsodium's plain build has no SHA-256, and the browser's own answers each hash through a promise.
const K = Uint32Array.from(constants());

function constants() {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  return primes.map((prime) => fraction(Math.cbrt(prime)));
}

function fraction(number) {
  return Math.floor((number % 1) * 2 ** 32);
}

const START = Uint32Array.from([2, 3, 5, 7, 11, 13, 17, 19].map((prime) => fraction(Math.sqrt(prime))));
const turned = (word, by) => (word >>> by) | (word << (32 - by));

// SHA-256 (FIPS 180-4) of an ASCII text short enough for one block of 64 bytes.
export function shortHash(text) {
  const words = new Uint32Array(64);
  for (let i = 0; i < text.length; i += 1) words[i >> 2] |= text.charCodeAt(i) << (24 - 8 * (i & 3));
  words[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  words[15] = text.length * 8;
  for (let i = 16; i < 64; i += 1) {
    const [one, two] = [words[i - 15], words[i - 2]];
    words[i] = words[i - 16] + (turned(one, 7) ^ turned(one, 18) ^ (one >>> 3)) + words[i - 7] + (turned(two, 17) ^ turned(two, 19) ^ (two >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i += 1) {
    const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + words[i]) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (word + START[i]) >>> 0);
}

export function zeroBits(hash) {
  let bits = 0;
  for (const word of hash) {
    bits += Math.clz32(word);
    if (word !== 0) break;
  }
  return bits;
}

export function solve(ticketId, bits) {
  if (ticketId.length > 40) throw new Error("a ticket's id and nonce must fit one block");
  for (let nonce = 0; ; nonce += 1) if (zeroBits(shortHash(ticketId + nonce)) >= bits) return String(nonce);
}
