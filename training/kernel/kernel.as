// The hot loops of the parser, in AssemblyScript with 128-bit SIMD. `npm run build:kernel` compiles this into
// lambdas/core/syntax/kernel-bytes.ts. lambdas/core/syntax/kernel.ts holds the same functions in TypeScript; both give
// the same bits, because integers are exact and every float is rounded to 32 bits in the same order.
// All arguments ending in P are byte offsets into the imported memory.

/**
 * out[i][j] = (sum(a[i][k] * w[k][j]) + shift[j]) * rowScale[i] * columnScale[j] + bias[j].
 * a: u8 [m][k], each at most 127; w: i8, each at least -127, packed by blocks of 8 columns, then fours of k, then
 * column, then k of the four; shift: i32 [n]. m is even, k a multiple of 8, n of 8.
 * The relaxed dot product gives one result on every machine for such operands: nothing saturates, nothing wraps.
 * Six rows at a time keep twelve sums in flight, enough to hide the delay of a dot product in 16 registers.
 */
export function multiply(
  aP: usize, wP: usize, shiftP: usize, outP: usize, rowScaleP: usize, columnScaleP: usize, biasP: usize,
  m: i32, k: i32, n: i32,
): void {
  product(true, aP, wP, shiftP, outP, rowScaleP, columnScaleP, biasP, m, k, n);
}

/** The same for machines without one instruction for the whole step: V8 writes five for it there, and three for this. */
export function multiplyByParts(
  aP: usize, wP: usize, shiftP: usize, outP: usize, rowScaleP: usize, columnScaleP: usize, biasP: usize,
  m: i32, k: i32, n: i32,
): void {
  product(false, aP, wP, shiftP, outP, rowScaleP, columnScaleP, biasP, m, k, n);
}

// @ts-ignore: decorator
@inline
function product(
  fused: bool, aP: usize, wP: usize, shiftP: usize, outP: usize, rowScaleP: usize, columnScaleP: usize, biasP: usize,
  m: i32, k: i32, n: i32,
): void {
  const kb = <usize>k;
  const ns = <usize>n << 2;
  const sixes = m - m % 6;
  for (let j = 0; j < n; j += 8) {
    const wj = wP + <usize>j * kb;
    const end = wj + kb * 8;
    const jb = <usize>j << 2;
    const z0 = v128.load(shiftP + jb), z1 = v128.load(shiftP + jb, 16);
    let i = 0;
    for (; i < sixes; i += 6) {
      let a0 = aP + <usize>i * kb, a1 = a0 + kb, a2 = a1 + kb, a3 = a2 + kb, a4 = a3 + kb, a5 = a4 + kb;
      let c00 = z0, c01 = z1, c10 = z0, c11 = z1, c20 = z0, c21 = z1;
      let c30 = z0, c31 = z1, c40 = z0, c41 = z1, c50 = z0, c51 = z1;
      let p = wj;
      while (p < end) {
        const w0 = v128.load(p), w1 = v128.load(p, 16);
        let x = v128.load_splat<i32>(a0);
        c00 = dot(fused, w0, x, c00);
        c01 = dot(fused, w1, x, c01);
        x = v128.load_splat<i32>(a1);
        c10 = dot(fused, w0, x, c10);
        c11 = dot(fused, w1, x, c11);
        x = v128.load_splat<i32>(a2);
        c20 = dot(fused, w0, x, c20);
        c21 = dot(fused, w1, x, c21);
        x = v128.load_splat<i32>(a3);
        c30 = dot(fused, w0, x, c30);
        c31 = dot(fused, w1, x, c31);
        x = v128.load_splat<i32>(a4);
        c40 = dot(fused, w0, x, c40);
        c41 = dot(fused, w1, x, c41);
        x = v128.load_splat<i32>(a5);
        c50 = dot(fused, w0, x, c50);
        c51 = dot(fused, w1, x, c51);
        p += 32; a0 += 4; a1 += 4; a2 += 4; a3 += 4; a4 += 4; a5 += 4;
      }
      const o = outP + <usize>i * ns + jb, r = rowScaleP + (<usize>i << 2);
      store2(o, c00, c01, r, columnScaleP + jb, biasP + jb);
      store2(o + ns, c10, c11, r + 4, columnScaleP + jb, biasP + jb);
      store2(o + ns * 2, c20, c21, r + 8, columnScaleP + jb, biasP + jb);
      store2(o + ns * 3, c30, c31, r + 12, columnScaleP + jb, biasP + jb);
      store2(o + ns * 4, c40, c41, r + 16, columnScaleP + jb, biasP + jb);
      store2(o + ns * 5, c50, c51, r + 20, columnScaleP + jb, biasP + jb);
    }
    if (m - i >= 4) {
      let a0 = aP + <usize>i * kb, a1 = a0 + kb, a2 = a1 + kb, a3 = a2 + kb;
      let c00 = z0, c01 = z1, c10 = z0, c11 = z1, c20 = z0, c21 = z1, c30 = z0, c31 = z1;
      let p = wj;
      while (p < end) {
        const w0 = v128.load(p), w1 = v128.load(p, 16);
        let x = v128.load_splat<i32>(a0);
        c00 = dot(fused, w0, x, c00);
        c01 = dot(fused, w1, x, c01);
        x = v128.load_splat<i32>(a1);
        c10 = dot(fused, w0, x, c10);
        c11 = dot(fused, w1, x, c11);
        x = v128.load_splat<i32>(a2);
        c20 = dot(fused, w0, x, c20);
        c21 = dot(fused, w1, x, c21);
        x = v128.load_splat<i32>(a3);
        c30 = dot(fused, w0, x, c30);
        c31 = dot(fused, w1, x, c31);
        p += 32; a0 += 4; a1 += 4; a2 += 4; a3 += 4;
      }
      const o = outP + <usize>i * ns + jb, r = rowScaleP + (<usize>i << 2);
      store2(o, c00, c01, r, columnScaleP + jb, biasP + jb);
      store2(o + ns, c10, c11, r + 4, columnScaleP + jb, biasP + jb);
      store2(o + ns * 2, c20, c21, r + 8, columnScaleP + jb, biasP + jb);
      store2(o + ns * 3, c30, c31, r + 12, columnScaleP + jb, biasP + jb);
    } else if (m > i) {
      // Two rows alone, and two steps of k at a time: as many sums in flight as for four rows.
      let a0 = aP + <usize>i * kb, a1 = a0 + kb;
      let c00 = z0, c01 = z1, c10 = z0, c11 = z1;
      let d00 = i32x4.splat(0), d01 = d00, d10 = d00, d11 = d00;
      let p = wj;
      while (p < end) {
        let w0 = v128.load(p), w1 = v128.load(p, 16);
        let x = v128.load_splat<i32>(a0), y = v128.load_splat<i32>(a1);
        c00 = dot(fused, w0, x, c00);
        c01 = dot(fused, w1, x, c01);
        c10 = dot(fused, w0, y, c10);
        c11 = dot(fused, w1, y, c11);
        w0 = v128.load(p, 32); w1 = v128.load(p, 48);
        x = v128.load_splat<i32>(a0, 4); y = v128.load_splat<i32>(a1, 4);
        d00 = dot(fused, w0, x, d00);
        d01 = dot(fused, w1, x, d01);
        d10 = dot(fused, w0, y, d10);
        d11 = dot(fused, w1, y, d11);
        p += 64; a0 += 8; a1 += 8;
      }
      const o = outP + <usize>i * ns + jb, r = rowScaleP + (<usize>i << 2);
      store2(o, i32x4.add(c00, d00), i32x4.add(c01, d01), r, columnScaleP + jb, biasP + jb);
      store2(o + ns, i32x4.add(c10, d10), i32x4.add(c11, d11), r + 4, columnScaleP + jb, biasP + jb);
    }
  }
}

// @ts-ignore: decorator
@inline
function dot(fused: bool, w: v128, x: v128, c: v128): v128 {
  if (fused) return i32x4.relaxed_dot_i8x16_i7x16_add_s(w, x, c);
  return i32x4.add(c, i32x4.extadd_pairwise_i16x8_s(i16x8.relaxed_dot_i8x16_i7x16_s(w, x)));
}

// @ts-ignore: decorator
@inline
function store2(o: usize, c0: v128, c1: v128, rowScaleP: usize, columnScaleP: usize, biasP: usize): void {
  const r = v128.load_splat<f32>(rowScaleP);
  const s0 = v128.load(columnScaleP), s1 = v128.load(columnScaleP, 16);
  v128.store(o, f32x4.add(f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(c0), r), s0), v128.load(biasP)));
  v128.store(o, f32x4.add(f32x4.mul(f32x4.mul(f32x4.convert_i32x4_s(c1), r), s1), v128.load(biasP, 16)), 16);
}

/**
 * Rows of f32 [m][k] to u8 with one scale a row: 0 becomes `zero`, the greatest magnitude `zero` + `reach` or
 * `zero` - `reach`, which must lie between 0 and 127. k is a multiple of 16.
 */
export function quantise(xP: usize, outP: usize, scaleP: usize, m: i32, k: i32, zero: i32, reach: f32): void {
  // Adding 1.5 * 2^23 leaves the rounded integer in the low bits of the float.
  const magic = f32x4.splat(12582912);
  const low = i32x4.splat(0x4b400000 - zero);
  for (let i = 0; i < m; i++) {
    const row = xP + (<usize>(i * k) << 2);
    let peak = f32x4.splat(0), peak1 = peak, peak2 = peak, peak3 = peak;
    for (let j: usize = 0; j < <usize>k << 2; j += 64) {
      peak = f32x4.pmax(peak, f32x4.abs(v128.load(row + j)));
      peak1 = f32x4.pmax(peak1, f32x4.abs(v128.load(row + j, 16)));
      peak2 = f32x4.pmax(peak2, f32x4.abs(v128.load(row + j, 32)));
      peak3 = f32x4.pmax(peak3, f32x4.abs(v128.load(row + j, 48)));
    }
    peak = f32x4.pmax(f32x4.pmax(peak, peak1), f32x4.pmax(peak2, peak3));
    const top = max(
      max(f32x4.extract_lane(peak, 0), f32x4.extract_lane(peak, 1)),
      max(f32x4.extract_lane(peak, 2), f32x4.extract_lane(peak, 3)),
    );
    const inverse: f32 = top > 0 ? reach / top : 0;
    store<f32>(scaleP + (<usize>i << 2), top / reach);
    const by = f32x4.splat(inverse);
    const out = outP + <usize>(i * k);
    for (let j: usize = 0; j < <usize>k; j += 16) {
      const x = row + (j << 2);
      const low8 = i16x8.narrow_i32x4_s(
        i32x4.sub(f32x4.add(f32x4.mul(v128.load(x), by), magic), low),
        i32x4.sub(f32x4.add(f32x4.mul(v128.load(x, 16), by), magic), low),
      );
      const high8 = i16x8.narrow_i32x4_s(
        i32x4.sub(f32x4.add(f32x4.mul(v128.load(x, 32), by), magic), low),
        i32x4.sub(f32x4.add(f32x4.mul(v128.load(x, 48), by), magic), low),
      );
      v128.store(out + j, i8x16.narrow_i16x8_s(low8, high8));
    }
  }
}

/**
 * out[j] = sum over the `count` rows of scale * row[j]: i8 rows of `width` at the offsets rows (i32), a f32 scale at
 * the offsets scales (i32) each. Products and sums in 64 bits, rounded to 32 after each row. width is a multiple of 4.
 */
export function embed(rowsP: usize, scalesP: usize, count: i32, outP: usize, width: i32): void {
  for (let j: usize = 0; j < <usize>width; j += 4) {
    let sum = f32x4.splat(0);
    for (let r: usize = 0; r < <usize>count << 2; r += 4) {
      const by = f64x2.splat(<f64>load<f32>(<usize>load<i32>(scalesP + r)));
      const row = i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(v128.load32_zero(<usize>load<i32>(rowsP + r) + j)));
      const low = f64x2.add(f64x2.promote_low_f32x4(sum), f64x2.mul(by, f64x2.convert_low_i32x4_s(row)));
      const high = f64x2.add(
        f64x2.promote_low_f32x4(v128.shuffle<i64>(sum, sum, 1, 1)),
        f64x2.mul(by, f64x2.convert_low_i32x4_s(v128.shuffle<i64>(row, row, 1, 1))),
      );
      sum = v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
    }
    v128.store(outP + (j << 2), sum);
  }
}

/**
 * g[t] = bias + cache[slots[t]][1] + cache[slots[t - 1]][0] + cache[slots[t + 1]][2]; a slot has three parts of n;
 * the first and the last token lack a neighbour.
 */
export function gather(cacheP: usize, slotsP: usize, biasP: usize, outP: usize, m: i32, n: i32): void {
  const part = <usize>n << 2;
  for (let t = 0; t < m; t++) {
    const out = outP + <usize>t * part;
    const slot = slotsP + (<usize>t << 2);
    const here = cacheP + <usize>load<i32>(slot) * part * 3 + part;
    const before = t > 0 ? cacheP + <usize>load<i32>(slot - 4) * part * 3 : 0;
    const after = t + 1 < m ? cacheP + <usize>load<i32>(slot + 4) * part * 3 + part * 2 : 0;
    if (before != 0 && after != 0) {
      for (let j: usize = 0; j < part; j += 16) {
        const own = f32x4.add(v128.load(biasP + j), v128.load(here + j));
        v128.store(out + j, f32x4.add(f32x4.add(own, v128.load(before + j)), v128.load(after + j)));
      }
    } else {
      for (let j: usize = 0; j < part; j += 16) {
        let sum = f32x4.add(v128.load(biasP + j), v128.load(here + j));
        if (before != 0) sum = f32x4.add(sum, v128.load(before + j));
        if (after != 0) sum = f32x4.add(sum, v128.load(after + j));
        v128.store(out + j, sum);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function softSign(x: v128): v128 {
  return f32x4.div(x, f32x4.add(f32x4.splat(1), f32x4.abs(x)));
}

// @ts-ignore: decorator
@inline
function gate(x: v128): v128 {
  return f32x4.add(f32x4.splat(0.5), f32x4.mul(f32x4.splat(0.5), softSign(x)));
}

/**
 * The recurrence of one bidirectional layer over m tokens. g: f32 [m][6 half] holds what is to be stored, the
 * forget gates and the output gates, forward half first in each; out: f32 [m][2 half]. With a highway, x: f32
 * [m][2 half] is let through where the output gate is shut. half is a multiple of 16.
 */
export function recur(gP: usize, xP: usize, outP: usize, m: i32, half: i32, highway: bool): void {
  const h = <usize>half << 2;
  for (let side: usize = 0; side < 2; side++) {
    // Four vectors at a time: one visit to each line of memory.
    for (let lane = side * h; lane < side * h + h; lane += 64) {
      let a = f32x4.splat(0), b = a, c = a, d = a;
      for (let s = 0; s < m; s++) {
        const t = <usize>(side == 0 ? s : m - 1 - s);
        const g = gP + t * 6 * h + lane, x = xP + t * 2 * h + lane, out = outP + t * 2 * h + lane;
        a = keep(g, h, a);
        b = keep(g + 16, h, b);
        c = keep(g + 32, h, c);
        d = keep(g + 48, h, d);
        show(g, h, x, out, a, highway);
        show(g + 16, h, x + 16, out + 16, b, highway);
        show(g + 32, h, x + 32, out + 32, c, highway);
        show(g + 48, h, x + 48, out + 48, d, highway);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function keep(g: usize, h: usize, c: v128): v128 {
  const z = softSign(v128.load(g));
  const f = gate(v128.load(g + 2 * h));
  return f32x4.add(f32x4.mul(f, c), f32x4.mul(f32x4.sub(f32x4.splat(1), f), z));
}

// @ts-ignore: decorator
@inline
function show(g: usize, h: usize, x: usize, out: usize, c: v128, highway: bool): void {
  const o = gate(v128.load(g + 4 * h));
  let y = f32x4.mul(o, c);
  if (highway) y = f32x4.add(y, f32x4.mul(f32x4.sub(f32x4.splat(1), o), v128.load(x)));
  v128.store(out, y);
}

/** Layer normalisation of the rows of f32 [m][k], in place; then * gain + bias. k is a multiple of 4. */
export function normalise(xP: usize, gainP: usize, biasP: usize, m: i32, k: i32): void {
  const n = f32(k);
  const size = <usize>k << 2;
  for (let i = 0; i < m; i++) {
    const row = xP + <usize>i * size;
    let sum = f32x4.splat(0);
    for (let j: usize = 0; j < size; j += 16) sum = f32x4.add(sum, v128.load(row + j));
    const mean = f32x4.splat(total(sum) / n);
    let square = f32x4.splat(0);
    for (let j: usize = 0; j < size; j += 16) {
      const d = f32x4.sub(v128.load(row + j), mean);
      square = f32x4.add(square, f32x4.mul(d, d));
    }
    const by = f32x4.splat(<f32>1 / sqrt<f32>(total(square) / n + <f32>0.00001));
    for (let j: usize = 0; j < size; j += 16) {
      const d = f32x4.mul(f32x4.sub(v128.load(row + j), mean), by);
      v128.store(row + j, f32x4.add(f32x4.mul(d, v128.load(gainP + j)), v128.load(biasP + j)));
    }
  }
}

// @ts-ignore: decorator
@inline
function total(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/**
 * Rectifies the two arc sides of f32 rows [m][stride]: the first `arc` of a row to dependents [m][arc]; the next
 * `arc` to column i + 1 of heads [arc][columns]. m and arc are multiples of 4.
 */
export function turn(sidesP: usize, dependentsP: usize, headsP: usize, m: i32, stride: i32, arc: i32, columns: i32): void {
  const zero = f32x4.splat(0);
  const size = <usize>arc << 2;
  const step = <usize>stride << 2;
  const wide = <usize>columns << 2;
  for (let i = 0; i < m; i++) {
    const row = sidesP + <usize>i * step;
    const out = dependentsP + <usize>i * size;
    for (let j: usize = 0; j < size; j += 16) v128.store(out + j, f32x4.pmax(zero, v128.load(row + j)));
  }
  for (let i = 0; i < m; i += 4) {
    const row = sidesP + <usize>i * step + size;
    let head = headsP + (<usize>(i + 1) << 2);
    for (let j: usize = 0; j < size; j += 16) {
      const a = v128.load(row + j), b = v128.load(row + step + j);
      const c = v128.load(row + step * 2 + j), d = v128.load(row + step * 3 + j);
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
      const ef = v128.shuffle<i32>(a, b, 2, 6, 3, 7), gh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
      v128.store(head, f32x4.pmax(zero, v128.shuffle<i64>(ab, cd, 0, 2))); head += wide;
      v128.store(head, f32x4.pmax(zero, v128.shuffle<i64>(ab, cd, 1, 3))); head += wide;
      v128.store(head, f32x4.pmax(zero, v128.shuffle<i64>(ef, gh, 0, 2))); head += wide;
      v128.store(head, f32x4.pmax(zero, v128.shuffle<i64>(ef, gh, 1, 3))); head += wide;
    }
  }
}

/**
 * The hidden layer of labels, f32 [m][label]: max(0, dependent + head + direction), where f32 rows [m][stride] hold
 * the dependent's part at `from` and the head's part `label` later; heads: i32 [m]; direction: two rows, the second
 * for heads to the right.
 */
export function join(
  sidesP: usize, headsP: usize, directionP: usize, outP: usize, m: i32, stride: i32, from: i32, label: i32,
): void {
  const zero = f32x4.splat(0);
  const size = <usize>label << 2;
  const start = sidesP + (<usize>from << 2);
  for (let i = 0; i < m; i++) {
    const h = load<i32>(headsP + (<usize>i << 2));
    const dependent = start + (<usize>(i * stride) << 2);
    const head = start + (<usize>(h * stride) << 2) + size;
    const direction = h > i ? directionP + size : directionP;
    const out = outP + <usize>i * size;
    for (let j: usize = 0; j < size; j += 16) {
      const x = f32x4.add(f32x4.add(v128.load(dependent + j), v128.load(head + j)), v128.load(direction + j));
      v128.store(out + j, f32x4.pmax(zero, x));
    }
  }
}

/**
 * out[i][j] = sum over k of a[i][k] * w[k][j], in the order of k; f32 [m][k], [k][n], [m][n]; m and n multiples of 4.
 */
export function score(aP: usize, wP: usize, outP: usize, m: i32, k: i32, n: i32): void {
  const ns = <usize>n << 2;
  const ks = <usize>k << 2;
  for (let j: usize = 0; j < ns; j += 16) {
    for (let i = 0; i < m; i += 4) {
      let a0 = aP + <usize>i * ks, a1 = a0 + ks, a2 = a1 + ks, a3 = a2 + ks;
      const end = a1;
      let c0 = f32x4.splat(0), c1 = f32x4.splat(0), c2 = f32x4.splat(0), c3 = f32x4.splat(0);
      let w = wP + j;
      while (a0 < end) {
        const b = v128.load(w);
        c0 = f32x4.add(c0, f32x4.mul(v128.load_splat<f32>(a0), b));
        c1 = f32x4.add(c1, f32x4.mul(v128.load_splat<f32>(a1), b));
        c2 = f32x4.add(c2, f32x4.mul(v128.load_splat<f32>(a2), b));
        c3 = f32x4.add(c3, f32x4.mul(v128.load_splat<f32>(a3), b));
        w += ns; a0 += 4; a1 += 4; a2 += 4; a3 += 4;
      }
      let o = outP + <usize>i * ns + j;
      v128.store(o, c0); o += ns;
      v128.store(o, c1); o += ns;
      v128.store(o, c2); o += ns;
      v128.store(o, c3);
    }
  }
}

/**
 * Adds to arc scores, f32 [m][columns] with the root in column 0, what is learned of distance: f32 values for head
 * minus dependent, from 1 - m to columns - 2; `middle` is the offset of the one for 0. The root gets none; nothing is
 * the head of itself, nor are the columns after m that of anything: they get minus infinity.
 */
export function near(scoresP: usize, middleP: usize, m: i32, columns: i32): void {
  const size = <usize>columns << 2;
  for (let i = 0; i < m; i++) {
    const row = scoresP + <usize>i * size;
    const root = load<f32>(row);
    const gap = middleP - (<usize>(i + 1) << 2);
    for (let j: usize = 0; j < size; j += 16) v128.store(row + j, f32x4.add(v128.load(row + j), v128.load(gap + j)));
    store<f32>(row, root);
    store<f32>(row + (<usize>(i + 1) << 2), -Infinity);
    for (let j = m + 1; j < columns; j++) store<f32>(row + (<usize>j << 2), -Infinity);
  }
}

/**
 * out[i] = where the greatest of f32 x[i][from] to x[i][from + n - 1] stands, counted from `from`; the first of equals.
 * Rows of `stride`; n is a multiple of 4; no value is NaN.
 */
export function best(xP: usize, outP: usize, m: i32, stride: i32, from: i32, n: i32): void {
  for (let i = 0; i < m; i++) {
    const row = xP + (<usize>(i * stride + from) << 2);
    let top = v128.load(row);
    let at = i32x4(0, 1, 2, 3);
    let place = at;
    for (let j = 4; j < n; j += 4) {
      const x = v128.load(row + (<usize>j << 2));
      at = i32x4.add(at, i32x4.splat(4));
      place = v128.bitselect(at, place, f32x4.gt(x, top));
      top = f32x4.pmax(top, x);
    }
    let most = f32x4.extract_lane(top, 0);
    let index = i32x4.extract_lane(place, 0);
    for (let lane = 1; lane < 4; lane++) {
      top = v128.shuffle<i32>(top, top, 1, 2, 3, 0);
      place = v128.shuffle<i32>(place, place, 1, 2, 3, 0);
      const x = f32x4.extract_lane(top, 0);
      const where = i32x4.extract_lane(place, 0);
      if (x > most || (x == most && where < index)) {
        most = x;
        index = where;
      }
    }
    store<i32>(outP + (<usize>i << 2), index);
  }
}
