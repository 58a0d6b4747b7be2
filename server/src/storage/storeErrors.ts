// What can go wrong with a database of ours, in the words of those who use it.

/** The file is not what was written to it; it has to be built again. */
export class StoreDamaged extends Error {
  override readonly name = 'StoreDamaged';
}

/** There is no room, or no permission, to write; what was there before still is. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
}

/** Another process holds the file; the same call may work in a moment. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
}
