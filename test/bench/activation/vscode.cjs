// Stands in for `vscode`: whatever is asked of it is there, can be called, built and extended, and does nothing.
// Enough to activate an extension, which only registers; answers of an editor are not to be had here.

let commands = 0;

function anything() {
  const members = new Map();
  return new Proxy(function nothing() {}, {
    get: (target, name) => {
      if (name === 'then') return undefined;
      if (name === 'prototype') return target.prototype;
      if (name === Symbol.iterator) return [][Symbol.iterator];
      if (name === Symbol.toPrimitive) return () => '';
      if (!members.has(name)) members.set(name, anything());
      return members.get(name);
    },
    set: (_, name, value) => members.set(name, value) === members,
    apply: anything,
    construct: anything,
  });
}

/** Named things first, anything else behind them: a bundle copies the former and inherits the latter. */
const standIn = (named) => Object.assign(Object.create(anything()), named);

const registerCommand = () => {
  commands++;
  return anything();
};

module.exports = standIn({
  commands: standIn({ registerCommand }),
  env: standIn({ language: 'en' }),
  context: standIn({ subscriptions: [] }),
  commandsRegistered: () => commands,
});
