// How the files of a language name each other and what they hold: facts that no grammar says and that the resolver of
// names (`retrieval/`) goes by. A language whose row says nothing has `DEFAULT_HABITS`: modules are paths of files, and names of
// the top level are known everywhere.

export interface NameHabits {
  /** Languages whose files name each other have the same. */
  readonly family: string;
  /**
   * What the module of an import is: `files` the end of a file's path; `relative` a path from the file, or a package of
   * the workspace; `dotted` parts with dots between, leading ones for folders up; `folders` all files of a folder;
   * `names` a name that declarations have, whatever file they are in.
   */
  readonly modules: 'files' | 'relative' | 'dotted' | 'folders' | 'names';
  /**
   * Whose names need no import: nobody's; those of the files in the same `folder`; of the same `namespace`; of the
   * `namespaces` around it as well, and of the top level of all files.
   */
  readonly sees: 'nothing' | 'folder' | 'namespace' | 'namespaces';
  /** Between the parts of a module's name. */
  readonly separator: string;
  /** Names of files that stand for their folder. */
  readonly index: readonly string[];
  /** Names of files that are the top of a tree of modules. */
  readonly roots: readonly string[];
  /** First parts of a module's name that lead to no folder: `crate::`. */
  readonly anchors: readonly string[];
  /** The folders below this are the namespace of a file; where absent, declarations say what it is. */
  readonly sourceRoot?: RegExp;
  /** What stands for the object or class around a method, and for what that inherits from. */
  readonly self: readonly string[];
  readonly parent: readonly string[];
  /** In the signature of a method that stands outside of its type: the name of the type. */
  readonly methodOf?: RegExp;
  /** In the signature of a declaration that only adds methods to a type. */
  readonly addsTo?: RegExp;
  /** Between type and method in the names of methods outside of their type: `Upload::send`. */
  readonly joins: readonly string[];
  /** A file hands on the members of a table that it makes, as `return M` does. */
  readonly handsOnMembers?: true;
  /** A declaration without a body, ending in `;`, stands for the definition of the same name. */
  readonly hasPrototypes?: true;
  /** A type may be declared in several places, each with some of its members. */
  readonly reopens?: true;
  /** A declaration in a type whose members are the type's, too. */
  readonly companion?: string;
}

export const DEFAULT_HABITS: Omit<NameHabits, 'family'> = {
  modules: 'files',
  sees: 'namespaces',
  separator: '/',
  index: [],
  roots: [],
  anchors: [],
  self: ['this', 'self'],
  parent: ['super'],
  joins: [],
};
