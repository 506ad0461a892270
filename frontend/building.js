// What is made when the front end is built. The icons of the installed page, drawn from the two brackets of our mark when the front end is built:
// no picture in the repository, no drawing package. PNG by hand: deflate and two check sums.
import { crc32, deflateSync, gzipSync } from "node:zlib";

const LEFT = [[4, 2.5], [10, 2.5], [10, 7.5], [12.5, 7.5], [12.5, 11.5], [10, 11.5], [10, 16.5], [12.5, 16.5], [12.5, 21.5], [4, 21.5]];
const RIGHT = [[20, 2.5], [13, 2.5], [13, 4.5], [15.5, 4.5], [15.5, 10.5], [13, 10.5], [13, 13.5], [15.5, 13.5], [15.5, 18.5], [15, 18.5], [15, 21.5], [20, 21.5]];
const PAPER = [251, 250, 247], QING = [11, 110, 117], WASH = [230, 240, 239];

const inside = (shape, x, y) => {
  let odd = false;
  for (let i = 0, j = shape.length - 1; i < shape.length; j = i++) {
    const [[ax, ay], [bx, by]] = [shape[i], shape[j]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
};

// Every edge is level or upright: the nearest point of it is found by clamping.
const clamp = (value, a, b) => (a < b ? Math.max(a, Math.min(b, value)) : Math.max(b, Math.min(a, value)));
const onEdge = (shape, x, y) => {
  for (let i = 0; i < shape.length; i++) {
    const a = shape[i], b = shape[(i + 1) % shape.length];
    const dx = x - clamp(x, a[0], b[0]), dy = y - clamp(y, a[1], b[1]);
    if (dx * dx + dy * dy <= 1) return true;
  }
  return false;
};

const colourAt = (x, y) => {
  if (x < 2 || y < 1 || x > 22 || y > 23) return PAPER;
  if (onEdge(LEFT, x, y) || onEdge(RIGHT, x, y)) return QING;
  return inside(LEFT, x, y) ? WASH : PAPER;
};

const chunk = (kind, data) => {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

// `share`: how much of the side the mark takes; a maskable icon keeps to the middle 60 %.
const png = (side, share) => {
  const rows = Buffer.alloc(side * (1 + side * 3));
  const scale = 24 / (side * share), shift = (side * (1 - share)) / 2, fine = [0.25, 0.75];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const sum = [0, 0, 0];
      for (const dy of fine) for (const dx of fine) colourAt((x + dx - shift) * scale, (y + dy - shift) * scale).forEach((v, i) => (sum[i] += v / 4));
      sum.forEach((v, i) => (rows[y * (1 + side * 3) + 1 + x * 3 + i] = Math.round(v)));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
};

export const icons = () => ({
  name: "gongyue-icons",
  apply: "build",
  generateBundle() {
    for (const [fileName, side, share] of [["icon-180.png", 180, 0.74], ["icon-192.png", 192, 0.8], ["icon-512.png", 512, 0.8], ["icon-maskable.png", 512, 0.56]]) {
      this.emitFile({ type: "asset", fileName, source: png(side, share) });
    }
  },
});

// The web server hands these to whoever takes them: a third of the bytes over a bad line.
export const compressed = () => ({
  name: "gongyue-compressed",
  apply: "build",
  generateBundle: {
    order: "post",
    handler(_, bundle) {
      for (const [name, piece] of Object.entries(bundle)) {
        if (!/\.(css|js)$/.test(name)) continue;
        this.emitFile({ type: "asset", fileName: `${name}.gz`, source: gzipSync(piece.source ?? piece.code, { level: 9 }) });
      }
    },
  },
});
