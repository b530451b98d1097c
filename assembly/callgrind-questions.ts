// What the reader of tokens asks the rest of the program (shared/formats/support/callgrind-token-questions.ts). What it answers stands in the memory when it is more
// than a number. Arrays may lie elsewhere afterwards: where they do stands there too.

/** A row that is not the next of its group, of the table whose cells stand there. */
export declare function commit(cells: usize): void;
/** The function of the block, whose first cost line it is. */
export declare function bindFunction(): i32;
export declare function calleeOf(): i32;
/** The name of a function that the number is of, or UNDEFINED. */
export declare function nameOf(id: i32): i32;
/** Lines with a name; the words of the token stand at `at`. */
export declare function define(word: i32, at: usize): void;
export declare function name(word: i32, at: usize): void;
/** Costs at `at`, of columns that are not those of the table, or of a line number that is none. */
export declare function oddCosts(at: usize, count: i32): void;
export declare function abandonJump(): void;
/** False where the line after the jump is an ordinary one. */
export declare function endJump(count: i32): bool;
