// Names of this platform, as the packages that ship native parts and as the Marketplace spell them.

const isMusl = () => process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;

/** File name of better-sqlite3's prebuilt part, e.g. `linux-x64`, `linuxmusl-arm64`. */
export const nativeName = () => `${isMusl() ? 'linuxmusl' : process.platform}-${process.arch}`;

/** `--target` of vsce, e.g. `linux-x64`, `alpine-arm64`. */
export const vsceTarget = () => `${isMusl() ? 'alpine' : process.platform}-${process.arch}`;
