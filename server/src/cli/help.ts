// The help text of the terminal host.

export const HELP = `pith: text made smaller for language models, with nothing lost

  pith compress [FILE…|-]   print the files (folders, standard input) at a smaller size
  pith expand HANDLE        print the original text behind a handle
  pith count [FILE…|-]      print the number of tokens
  pith ladder [FILE…|-]     print the tokens of every level
  pith savings              print what was saved today and in total
  pith index                bring the index of the folder up to date (--rebuild: from nothing; --watch: and keep it so)
  pith status               print what is indexed, and what is left out and why
  pith doctor               check the index and all it needs; prints what to do (--check NAME: one check)
  pith context [QUESTION|-] print the code that answers a question (words, an issue, a trace, a diff) within a budget
  pith search [QUESTION|-]  print the places that a question is about, the best first
  pith symbols NAME         find functions, classes and other declarations by name
  pith references SYMBOL    print where a symbol (name, Container.name or id) is used
  pith module [ID|PATH]     list the modules, or tell what one is for, what it gives and takes, and its last commits
  pith impact SYMBOL        print what a change of a symbol touches, and how risky it is
  pith calls SYMBOL         print who calls a symbol and whom it calls (--direction callers|callees|both)
  pith outline [PATH]       print the skeleton of a file, a folder or all of it within a budget (default 4,000 tokens)
  pith delete-data [store] [ledger] [index]   delete stored originals, the ledger, the indexes, or all of them

Options
  -l, --level LEVEL   full, tidy, focus, skeleton or outline
  -q, --query TEXT    what the text is meant for; decides what stays in full
  -b, --budget N      at most N tokens, everything included
  -r, --rate SHARE    the share of the tokens to keep (0.3 keeps 30 %), or auto
  -m, --model NAME    the model to count for (default gpt-5); counts that are estimates carry a ~
      --language ID   the language of the text, as VS Code names it
  -C, --folder DIR    the workspace folder (default: the repository around the current folder, else that folder)
      --limit N       at most N symbols, references, modules or what else is listed
      --cursor TEXT   the next page of a list, as the answer before gave it
      --scope MODULE  only references from this module, folder or file
      --backend NAME  scip, index or editor; --merge union asks all of them
      --no-tests      without tests; --tests: with them, where they are left out
      --explain       say for each hit and each block what brought it
      --depth N       how far calls and impact are followed (default 2); --branching N: so many from each symbol
      --json          print the whole answer as JSON

Commands have a second name, that of their verb: "pith findReferences" is "pith references".

Exit codes: 0 done, 1 a bug in Pith, 2 wrong usage, 3 input that cannot be used, 4 a handle that cannot be opened,
5 a budget that cannot be kept, 6 the data folder or the output cannot be written.
`;
