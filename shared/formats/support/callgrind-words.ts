// What each word before a name is called in tokens and by those who read lines. Nothing but constants: assembly/ is compiled with them too.
export const OB = 4;
export const FL = 5;
/** `fi` and `fe`. */
export const FI = 6;
export const FN = 7;
export const COB = 8;
/** `cfi` and `cfl`. */
export const CFI = 9;
export const CFN = 10;
