// Comments: groups, directives, licences, first sentences and commented-out code.

import { describe, expect, test } from 'vitest';
import type { Span } from '../../../../server/src/model/block.js';
import { commentTail } from '../../../../server/src/compression/code/commentTail.js';
import { commentGroups, isDirective, licencePieces } from '../../../../server/src/compression/code/comments.js';
import { deadCodePieces } from '../../../../server/src/compression/code/deadCode.js';
import { languages } from '../../languages/open.js';

/** Comments of a small text, found the simple way. */
const spansOf = (text: string): Span[] =>
  [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|#[^\n]*|"""[\s\S]*?"""/g)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));

const cutTexts = (text: string, pieces: readonly { readonly span: Span }[]) =>
  pieces.map(({ span }) => text.slice(span.start, span.end));

test('line comments on neighbouring lines are one, block comments and trailing ones are not', () => {
  const text = '// a\n  // b\nx(); // c\n// d\n\n// e\n/* f */\n/* g */\n';
  expect(cutTexts(text, commentGroups(text, spansOf(text)))).toEqual([
    '// a\n  // b',
    '// c',
    '// d',
    '// e',
    '/* f */',
    '/* g */',
  ]);
});

test.each([
  '// eslint-disable-next-line no-console',
  '/* eslint-disable */',
  '// @ts-expect-error old types',
  '#!/usr/bin/env bash',
  '# -*- coding: utf-8 -*-',
  '# type: ignore',
  'import os  # noqa: F401',
  '#pragma once',
  '//go:build linux',
  '// +build linux',
  '/// <reference types="node" />',
  '// prettier-ignore',
  '# pylint: disable=invalid-name',
  '# frozen_string_literal: true',
  '# shellcheck disable=SC2034',
  '// cspell:ignore pith',
  '// clang-format off',
  '// #region state',
  '/* istanbul ignore next */',
  '// NOLINTNEXTLINE(bugprone-x)',
  '//# sourceMappingURL=a.js.map',
])('%s is for a tool', (comment) => expect(isDirective(comment)).toBe(true));

test.each([
  '// Copyright (c) 2024 by all of us',
  '// The region of a country',
  '# the type of the reader',
  '// see the linter',
])('%s is for a reader', (comment) => expect(isDirective(comment)).toBe(false));

describe('licences', () => {
  const check = (text: string, expected: readonly string[]) =>
    expect(cutTexts(text, licencePieces(text, commentGroups(text, spansOf(text))))).toEqual(expected);

  test('only comments above the code count', () => {
    check('// Copyright 2024 A\n\nx();\n// Copyright 2024 B\n', ['// Copyright 2024 A']);
    check('x();\n// Copyright 2024 B\n', []);
    check('// Reads licences of packages.\nx();\n', []);
  });

  test('what may stand above', () => {
    check('\uFEFF/* Copyright A */\nx', ['/* Copyright A */']);
    check('#!/bin/sh\n# Copyright A\n# -*- coding: x -*-\n# All rights reserved\nx', [
      '# Copyright A',
      '# All rights reserved',
    ]);
    check("'use strict';\n/* Copyright A */\nx", ['/* Copyright A */']);
    check('// A module.\n\n/* SPDX-License-Identifier: MIT */\nx', ['/* SPDX-License-Identifier: MIT */']);
  });
});

describe('first sentences', () => {
  const check = (text: string, expected: readonly string[]) =>
    expect(
      cutTexts(
        text,
        commentGroups(text, spansOf(text)).flatMap((group) => commentTail(text, group)),
      ),
    ).toEqual(expected);

  test('the lines after the first sentence go', () => {
    check('/**\n * One. Still here.\n * Two.\n */\n', [' * Two.\n']);
    check('/** One\n * goes on e.g. here. And\n * ends.\n */\n', [' * ends.\n']);
    check('// One.\n// Two.\n// Three.\nx();\n', ['// Two.\n// Three.\n']);
    check('/* One. */\n', []);
    check('/** One */\n', []);
  });

  test('a paragraph or a tag ends a sentence as well', () => {
    check('/**\n * One\n *\n * Two\n */\n', [' *\n * Two\n']);
    check('/**\n * One\n * @param a two\n */\n', [' * @param a two\n']);
    check('/************\n * One\n ************/\n', []);
    check('/* 一。\n二 */', ['二']);
  });

  test('closing signs and instructions stay', () => {
    check('/* One.\n   Two. */\n', ['   Two.']);
    check('"""One.\n\nTwo.\n"""\n', ['\nTwo.\n']);
    check('// One.\n// Two.\n//go:noinline\nx', ['// Two.\n']);
    check('/* One.\n   @ts-nocheck\n   Two. */\n', []);
  });

  test('line ends and a missing last one', () => {
    check('// One.\r\n// Two.\r\nx();\r\n', ['// Two.\r\n']);
    check('// One.\n// Two.', ['// Two.']);
  });
});

describe('commented-out code', () => {
  const check = async (path: string, text: string, expected: readonly string[]) => {
    const language = languages.identify({ path });
    const groups = commentGroups(text, spansOf(text));
    const pieces = await deadCodePieces(text, groups, { languages, languageAt: () => language, docs: [] });
    expect(cutTexts(text, pieces)).toEqual(expected);
  };

  test('code is found in line and block comments', async () => {
    const lines = '// const total = items.reduce(add, 0);\n// report(total);';
    await check('a.ts', `${lines}\nx();\n`, [lines]);
    await check('a.ts', '/*\n * const total = sum(items);\n * report(total);\n */\n', [
      '/*\n * const total = sum(items);\n * report(total);\n */',
    ]);
    await check('a.py', '# for item in items:\n#     total = total + item.price\n', [
      '# for item in items:\n#     total = total + item.price',
    ]);
  });

  test('prose is not code, nor is code among prose', async () => {
    await check('a.ts', '// The total is the sum of the items, see report(total) for more;\n', []);
    await check('a.ts', '// Was:\n// const total = items.reduce(add, 0);\n// report(total);\n', []);
    await check('a.py', '# this is what we do when nothing else helps any more\n', []);
    await check('a.sh', '# echo the name of every file and then remove it;\n', []);
    await check('a.rb', '# returns whatever the caller wants to have here\n# and something more on a line\n', []);
  });

  test('docs, directives, broken and short code stay', async () => {
    await check('a.ts', '/** const total = items.reduce(add, 0); report(total); */\n', []);
    await check('a.ts', '/// const total = items.reduce(add, 0); report(total);\n', []);
    await check('a.ts', '// prettier-ignore const total = items.reduce(add, 0);\n', []);
    await check('a.ts', '// } else {\n//   const total = items.reduce(add, 0);\n', []);
    await check('a.ts', '// x = 1;\n', []);
  });
});
