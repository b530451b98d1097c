/**
 * The types and instructions of WebAssembly that the sources in this folder use, by AssemblyScript's names, so that our own type checker and
 * linter can read them. To the type checker all numbers are one type: that halves are not mixed up is for the compiler to find.
 */

type bool = boolean;
type u8 = number;
type i16 = number;
type i32 = number;
type u32 = number;
type u64 = number;
type i64 = number;
type f64 = number;
/** A place in the memory. */
type usize = number;

declare function load<T extends number>(at: usize): T;
declare function store<T extends number>(at: usize, value: T): void;
declare function floor<T extends number>(value: T): T;
/** How many zero bits are below the lowest one. */
declare function ctz<T extends number>(value: T): T;

declare const memory: {
  fill(at: usize, value: u8, bytes: usize): void;
  copy(to: usize, from: usize, bytes: usize): void;
};

/** 16 bytes at once. */
interface v128 {
  readonly lanes: never;
}

declare const v128: {
  load(at: usize): v128;
  store(at: usize, value: v128): void;
  or(a: v128, b: v128): v128;
  and(a: v128, b: v128): v128;
  xor(a: v128, b: v128): v128;
  any_true(a: v128): boolean;
  bitselect(a: v128, b: v128, whereSet: v128): v128;
};

declare const i8x16: {
  (...lanes: number[]): v128;
  splat(value: u8): v128;
  add(a: v128, b: v128): v128;
  sub(a: v128, b: v128): v128;
  eq(a: v128, b: v128): v128;
  lt_u(a: v128, b: v128): v128;
  ge_u(a: v128, b: v128): v128;
  /** The highest bit of each lane. */
  bitmask(a: v128): i32;
  /** The lanes of `a` that `places` names; 0 for places that there are not. */
  swizzle(a: v128, places: v128): v128;
  narrow_i16x8_u(a: v128, b: v128): v128;
};

declare const i16x8: {
  (...lanes: number[]): v128;
  splat(value: i32): v128;
  shr_u(a: v128, by: i32): v128;
  extend_low_i8x16_u(a: v128): v128;
  extend_high_i8x16_u(a: v128): v128;
};

declare const i32x4: {
  (...lanes: number[]): v128;
  splat(value: i32): v128;
  add(a: v128, b: v128): v128;
  mul(a: v128, b: v128): v128;
  neg(a: v128): v128;
  max_s(a: v128, b: v128): v128;
  /** Products of the eight pairs of halves, added up by twos. */
  dot_i16x8_s(a: v128, b: v128): v128;
  extract_lane(a: v128, lane: i32): i32;
};

declare const i64x2: {
  extract_lane(a: v128, lane: i32): u64;
};

declare const f64x2: {
  replace_lane(a: v128, lane: i32, value: f64): v128;
};
