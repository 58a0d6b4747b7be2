// What TypeScript's own parser declares in a text: to judge ctags, whose idea of TypeScript and JavaScript is a rough one,
// and to see what Pith misses of all that is there.

import ts from 'typescript-5';

export type DeclaredNames = ReadonlyMap<number, ReadonlySet<string>>;

let last: { readonly text: string; readonly names: DeclaredNames } | undefined;

/**
 * Names by line (from 1) of what is to be a symbol: functions, classes and their members, types, and variables outside
 * functions. A variable with a function for a value counts wherever it is; one that is bound to `require(…)` is an import.
 */
export function declaredIn(text: string, language: string): DeclaredNames {
  if (last?.text === text) return last.names;
  const name = language === 'javascript' ? 'a.js' : 'a.ts';
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const names = new Map<number, Set<string>>();
  const add = (name: ts.Node | undefined): void => {
    if (!name) return;
    const line = file.getLineAndCharacterOfPosition(name.getStart(file)).line + 1;
    const onLine = names.get(line) ?? new Set();
    names.set(line, onLine.add(name.getText(file).replace(/^['"`](.*)['"`]$/s, '$1')));
  };
  const visit = (node: ts.Node, isLocal: boolean): void => {
    for (const name of declaredBy(node, isLocal)) add(name);
    ts.forEachChild(node, (child) =>
      visit(child, isLocal || ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node)),
    );
  };
  visit(file, false);
  last = { text, names };
  return names;
}

function declaredBy(node: ts.Node, isLocal: boolean): readonly ts.Node[] {
  if (ts.isVariableDeclaration(node)) return variableNames(node, isLocal);
  if (ts.isPropertyAssignment(node)) return hasBody(node.initializer) ? [node.name] : [];
  if (ts.isBinaryExpression(node)) return assignedName(node);
  const isDeclaration =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isAccessor(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isModuleDeclaration(node);
  if (isDeclaration) return node.name ? [node.name] : [];
  if (!ts.isConstructorDeclaration(node)) return [];
  return node.getChildren().filter(({ kind }) => kind === ts.SyntaxKind.ConstructorKeyword);
}

function variableNames({ name, initializer, parent }: ts.VariableDeclaration, isLocal: boolean): readonly ts.Node[] {
  if (ts.isCatchClause(parent)) return [];
  if (initializer && isFunction(initializer)) return [name];
  const isImport = initializer && ts.isCallExpression(initializer) && initializer.expression.getText() === 'require';
  return isLocal || isImport ? [] : namesIn(name);
}

function namesIn(name: ts.BindingName): readonly ts.Node[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesIn(element.name) : []));
}

/** `a.b = function …` and `A.prototype.b = …`. */
function assignedName({ left, operatorToken, right }: ts.BinaryExpression): readonly ts.Node[] {
  if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !ts.isPropertyAccessExpression(left)) return [];
  const isPrototype = ts.isPropertyAccessExpression(left.expression) && left.expression.name.text === 'prototype';
  return isFunction(right) || isPrototype ? [left.name] : [];
}

/** A property whose function is one expression is a value among values. */
const hasBody = (node: ts.Node): boolean =>
  ts.isFunctionExpression(node) || (ts.isArrowFunction(node) && ts.isBlock(node.body));

const isFunction = (node: ts.Node): boolean => ts.isArrowFunction(node) || ts.isFunctionExpression(node);
