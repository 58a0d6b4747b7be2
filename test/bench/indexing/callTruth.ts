// What every call in a TypeScript project calls, as TypeScript's own checker says: the truth that Pith's edges are
// measured against.

import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript-5';

/** A declaration of what is called. */
export interface Target {
  /** Relative to the root. */
  readonly file: string;
  /** Of its name, from 1. */
  readonly line: number;
}

export interface Call {
  readonly file: string;
  /** Where the name that is called begins. */
  readonly start: number;
  readonly name: string;
  /** All declarations of it: overloads, a class and its constructor. Empty where none is in the project. */
  readonly targets: readonly Target[];
  /**
   * `symbol`: something that an index has symbols for. `signature`: a member of an interface or of a type's literal.
   * `local`: a parameter or a variable in a function. `outside`: declared in a library.
   */
  readonly sort: 'symbol' | 'signature' | 'local' | 'outside';
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
};

/** Calls that the checker knows the callee of, in order of files and places; `unknown` counts the others. */
export function callsIn(
  root: string,
  files: readonly string[],
): { readonly calls: readonly Call[]; readonly unknown: number } {
  const host = ts.createCompilerHost(OPTIONS, true);
  host.getDefaultLibLocation = () => dirname(ts.getDefaultLibFilePath(OPTIONS));
  const program = ts.createProgram({
    rootNames: files.map((file) => resolve(root, file)),
    options: optionsOf(root),
    host,
  });
  const reader = new CallReader(resolve(root), program.getTypeChecker());
  for (const file of files) {
    const source = program.getSourceFile(resolve(root, file));
    if (source) reader.read(source);
  }
  return reader;
}

/** Those of the project where it says any. */
function optionsOf(root: string): ts.CompilerOptions {
  const file = join(root, 'tsconfig.json');
  if (!ts.sys.fileExists(file)) return OPTIONS;
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(file, ts.sys.readFile).config, ts.sys, root);
  return { ...OPTIONS, ...options, noEmit: true };
}

class CallReader {
  readonly calls: Call[] = [];
  unknown = 0;

  constructor(
    private readonly root: string,
    private readonly checker: ts.TypeChecker,
  ) {}

  read(source: ts.SourceFile): void {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) this.call(source, node);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }

  private call(source: ts.SourceFile, { expression }: ts.CallExpression | ts.NewExpression): void {
    const callee = bare(expression);
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    if (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name)) return;
    const declarations = this.declarationsOf(name);
    if (declarations.length === 0) {
      this.unknown++;
      return;
    }
    const own = declarations.filter((node) => this.nameIn(node) !== undefined);
    const targets = own.flatMap((node) => this.targetOf(node) ?? []);
    const sort = own[0] === undefined ? 'outside' : sortOf(own);
    this.calls.push({ file: this.relative(source), start: name.getStart(source), name: name.text, targets, sort });
  }

  private declarationsOf(name: ts.Node): readonly ts.Declaration[] {
    const symbol = this.checker.getSymbolAtLocation(name);
    if (!symbol) return [];
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    return (isAlias ? this.checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
  }

  private targetOf(node: ts.Declaration): Target | undefined {
    const file = this.nameIn(node);
    if (file === undefined) return undefined;
    const source = node.getSourceFile();
    const name = ts.getNameOfDeclaration(node) ?? node;
    return { file, line: source.getLineAndCharacterOfPosition(name.getStart(source)).line + 1 };
  }

  private nameIn(node: ts.Node): string | undefined {
    const name = this.relative(node.getSourceFile());
    return name.startsWith('..') || name.includes('node_modules/') ? undefined : name;
  }

  private relative(source: ts.SourceFile): string {
    return relative(this.root, source.fileName).replaceAll('\\', '/');
  }
}

function sortOf(declarations: readonly ts.Declaration[]): Call['sort'] {
  if (declarations.some(isListed)) return 'symbol';
  const isSignature = declarations.some(
    (node) => ts.isTypeElement(node) || ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node),
  );
  return isSignature ? 'signature' : 'local';
}

/** Functions, classes and members of classes; a variable at the top level, or with a function for a value. */
function isListed(node: ts.Declaration): boolean {
  if (ts.isVariableDeclaration(node)) return hasFunction(node) || !isInFunction(node);
  if (ts.isPropertyAssignment(node)) return hasFunction(node);
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    (ts.isMethodDeclaration(node) && !isTypeLiteral(node.parent)) ||
    ts.isAccessor(node) ||
    ts.isPropertyDeclaration(node)
  );
}

/** Without parentheses, `!` and what is said of its type. */
function bare(node: ts.Expression): ts.Expression {
  const isOuter = ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAssertionExpression(node);
  return isOuter || ts.isSatisfiesExpression(node) ? bare(node.expression) : node;
}

const isTypeLiteral = (node: ts.Node): boolean => ts.isTypeLiteralNode(node) || ts.isInterfaceDeclaration(node);

function hasFunction({ initializer }: ts.VariableDeclaration | ts.PropertyAssignment): boolean {
  return initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
}

function isInFunction(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) if (ts.isFunctionLike(at)) return true;
  return false;
}
