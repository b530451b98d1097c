// The namespace or class in a name, as each language writes it.
import { expect, test } from 'vitest';
import { nameScope } from '../../shared/viewmodel/name-scope.ts';

test.each([
  ['std::vector<int, std::allocator<int>>::push_back(int const&)', 'std::vector<int, std::allocator<int>>'],
  ['main', undefined],
  ['operator new(unsigned long)', undefined],
  ['Shop::operator->() const', 'Shop'],
  ['Shop::operator<<(std::ostream&)', 'Shop'],
  ['(anonymous namespace)::parse(char)', '(anonymous namespace)'],
  ['f(std::string)', undefined],
  ['core::fmt::Write::write_str', 'core::fmt::Write'],
  ['<alloc::vec::Vec<T> as core::ops::Drop>::drop', '<alloc::vec::Vec<T> as core::ops::Drop>'],
  ['App\\Http\\Kernel->handle', 'App\\Http\\Kernel'],
  ['App\\helpers', 'App'],
  ['java.util.ArrayList.add', 'java.util.ArrayList'],
  ['Shop.<locals>.inner', 'Shop.<locals>'],
  ["<method 'append' of 'list' objects>", 'list'],
  ['<built-in method builtins.exec>', 'builtins'],
  ['<module>', undefined],
  ['', undefined],
])('%s stands in %s', (name, scope) => {
  expect(nameScope(name)).toBe(scope);
});
