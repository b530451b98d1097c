// Programs that several views are worked out for by hand, in the notation of profile-notation.ts.

/** Two callers of one function that use it differently: a call graph cannot tell, stacks can. */
export const easyAndHard = `
  main -> easy 1x 10
  main -> hard 1x 990
  easy -> manager 1x 10
  hard -> manager 1x 990
  manager -> w1 1x 10
  manager -> w2 1x 990
  w1 10
  w2 990`;

/** D4: the cycle {A, B} has self 70 and inclusive 150; leaf stands outside of it. */
export const aAndB = `
  main 10
  main -> A 1x 100
  main -> B 1x 50
  A 30
  A -> B 1x 60
  B 40
  B -> A 1x 70
  A -> leaf 1x 20
  B -> leaf 1x 60
  leaf 80`;
