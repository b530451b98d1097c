// Entries of columns by their row: 32-bit integers, doubles, bytes. All of them are put where they are called.

export function integer(column: usize, row: i32): i32 {
  return load<i32>(column + ((row as usize) << 2));
}

export function setInteger(column: usize, row: i32, value: i32): void {
  store<i32>(column + ((row as usize) << 2), value);
}

/** The integer, which is one more afterwards. */
export function nextInteger(column: usize, row: i32): i32 {
  const place = column + ((row as usize) << 2);
  const value = load<i32>(place);
  store<i32>(place, value + 1);
  return value;
}

export function double(column: usize, row: i32): f64 {
  return load<f64>(column + ((row as usize) << 3));
}

export function setDouble(column: usize, row: i32, value: f64): void {
  store<f64>(column + ((row as usize) << 3), value);
}

export function addDouble(column: usize, row: i32, value: f64): void {
  const place = column + ((row as usize) << 3);
  store<f64>(place, load<f64>(place) + value);
}

export function byte(column: usize, row: i32): u32 {
  return load<u8>(column + (row as usize));
}

export function setByte(column: usize, row: i32, value: u32): void {
  store<u8>(column + (row as usize), value);
}
