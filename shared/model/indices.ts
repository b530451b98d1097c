// The row numbers of every table of a recording. See recording.ts for what a row is.
import type { Brand } from '../base/brands.ts';

export type StringIndex = Brand<'StringIndex'>;
export type ModuleIndex = Brand<'ModuleIndex'>;
export type FileIndex = Brand<'FileIndex'>;
export type FunctionIndex = Brand<'FunctionIndex'>;
export type EventTypeIndex = Brand<'EventTypeIndex'>;
export type ContextIndex = Brand<'ContextIndex'>;
export type SampleIndex = Brand<'SampleIndex'>;
export type CallIndex = Brand<'CallIndex'>;
export type LineIndex = Brand<'LineIndex'>;
export type InstructionIndex = Brand<'InstructionIndex'>;
export type JumpIndex = Brand<'JumpIndex'>;
export type PartIndex = Brand<'PartIndex'>;
export type FunctionCostIndex = Brand<'FunctionCostIndex'>;
