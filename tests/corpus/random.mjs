// A seeded source of everything that the corpus chooses. The same seed and number give the same object, on every machine.

const WORDS = (
  'access admin agent alert allow android audit backup baseline block browser cache camera client cloud compliance corporate ' +
  'credential default defender deploy device disk edge encryption enrolment external firewall guest harbour identity kiosk laptop level ' +
  'logon macos mobile network office password pilot policy printer privacy production proxy ring risk screen secure session shared ' +
  'sign standard storage tablet teams tenant threat token update user vault wifi windows zone'
).split(' ');

export function random(seed, number = 0) {
  // splitmix32 spreads neighbouring numbers before sfc32 runs
  let state = (seed ^ Math.imul(number + 1, 0x9e3779b9)) >>> 0;
  const spread = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [spread(), spread(), spread(), 1];
  const next = () => {
    const t = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t;
  };
  for (let i = 0; i < 12; i += 1) next();

  const r = {
    below: (n) => Math.floor((next() / 4294967296) * n),
    int: (low, high) => low + r.below(high - low + 1),
    chance: (p) => next() / 4294967296 < p,
    flag: () => r.chance(0.5),
    of: (...choices) => choices[r.below(choices.length)],
    pick: (list) => list[r.below(list.length)],
    shuffled(list) {
      const out = list.slice();
      for (let i = out.length - 1; i > 0; i -= 1) {
        const j = r.below(i + 1);
        [out[i], out[j]] = [out[j], out[i]];
      }
      return out;
    },
    /** Between low and high different ones of the list. */
    some: (list, low = 1, high = list.length) => r.shuffled(list).slice(0, r.int(Math.min(low, list.length), Math.min(high, list.length))),
    many: (low, high, make) => Array.from({ length: r.int(low, high) }, (_, i) => make(i)),
    hex: (digits) => Array.from({ length: digits }, () => r.below(16).toString(16)).join(''),
    guid: () => `${r.hex(8)}-${r.hex(4)}-4${r.hex(3)}-${r.of('8', '9', 'a', 'b')}${r.hex(3)}-${r.hex(12)}`,
    word: () => r.pick(WORDS),
    text: (low = 2, high = 6) => r.many(low, high, () => r.word()).join(' '),
    /** Words that occur once in the whole corpus, for sets and names. */
    unique: () => `${r.word()}-${r.hex(10)}`,
    instant: (from = 2015, to = 2029) =>
      new Date(Date.UTC(r.int(from, to), r.below(12), r.int(1, 28), r.below(24), r.below(60), r.below(60)))
        .toISOString()
        .replace('.000Z', 'Z'),
    version: () => `${r.int(1, 20)}.${r.int(0, 9)}.${r.int(0, 30000)}`,
    url: () => `https://${r.word()}.${r.hex(6)}.example/${r.word()}`,
    address: () => `${r.word()}.${r.hex(6)}@contoso.example`,
    base64: (text) => Buffer.from(text).toString('base64'),
    bytes: (n) => Buffer.from(r.hex(2 * n), 'hex'),
    /** What must never be seen in any output: SECRET marks it. */
    secret: () => `${SECRET}${r.hex(16)}`,
  };
  return r;
}

export const SECRET = 'zq7Secret';
