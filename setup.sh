#!/bin/sh
# Installs what building the HiGHS solver needs and is missing: cmake and libclang (and a C++ compiler, make).
# Silent and instant when nothing is missing. Needs no options: ./setup.sh
set -eu

has() { command -v "$1" >/dev/null 2>&1; }

has_libclang() {
  [ -n "${LIBCLANG_PATH:-}" ] && return 0
  for file in /usr/lib/llvm*/lib/libclang*.so* /usr/lib/*/libclang*.so* /usr/lib/libclang*.so* /usr/lib64/libclang*.so* \
    /usr/lib64/llvm*/lib*/libclang*.so* /usr/local/lib/libclang*.so* \
    /opt/homebrew/opt/llvm*/lib/libclang.dylib /usr/local/opt/llvm*/lib/libclang.dylib \
    /Library/Developer/CommandLineTools/usr/lib/libclang.dylib \
    /Applications/Xcode.app/Contents/Developer/Toolchains/XcodeDefault.xctoolchain/usr/lib/libclang.dylib; do
    # libclang-cpp is another library.
    case "$file" in *libclang-cpp*) continue ;; esac
    [ -e "$file" ] && return 0
  done
  return 1
}

missing=""
has cmake || missing="$missing cmake"
has_libclang || missing="$missing libclang"
has c++ || has g++ || has clang++ || missing="$missing c++"
has make || has ninja || missing="$missing make"
if [ -z "$missing" ]; then
  has cargo && exit 0
  echo "Rust is missing: install it from https://rustup.rs, then run this again." >&2
  exit 1
fi

root=""
if [ "$(id -u)" -ne 0 ]; then
  if has sudo; then root="sudo"; fi
fi

give_up() {
  echo "Please install these by hand, then run this again:$missing" >&2
  echo "  Debian, Ubuntu: apt-get install cmake libclang-dev g++ make" >&2
  echo "  Fedora:         dnf install cmake clang-libs gcc-c++ make" >&2
  echo "  macOS:          xcode-select --install; brew install cmake llvm" >&2
  echo "  anywhere:       pip install cmake libclang, with LIBCLANG_PATH at the folder of libclang" >&2
  exit 1
}

if [ "$(id -u)" -ne 0 ] && [ -z "$root" ] && ! has brew; then give_up; fi

echo "Installing what the solver's build needs:$missing" >&2
if has apt-get; then
  packages=""
  for one in $missing; do
    case "$one" in
      cmake) packages="$packages cmake" ;;
      libclang)
        # The plain library is a tenth of libclang-dev; its name carries a version.
        $root apt-get update -qq >/dev/null
        small=$(apt-cache search --names-only '^libclang1-[0-9]+$' | sort -V | tail -n 1 | cut -d ' ' -f 1)
        packages="$packages ${small:-libclang-dev}" ;;
      c++) packages="$packages g++" ;;
      make) packages="$packages make" ;;
    esac
  done
  $root apt-get update -qq >/dev/null || give_up
  # shellcheck disable=SC2086
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null || give_up
elif has dnf; then
  packages=""
  for one in $missing; do
    case "$one" in
      cmake) packages="$packages cmake" ;;
      libclang) packages="$packages clang-libs" ;;
      c++) packages="$packages gcc-c++" ;;
      make) packages="$packages make" ;;
    esac
  done
  # shellcheck disable=SC2086
  $root dnf install -y -q $packages || give_up
elif has brew; then
  for one in $missing; do
    case "$one" in
      cmake) brew install cmake || give_up ;;
      libclang) brew install llvm || give_up ;;
      *) give_up ;;
    esac
  done
else
  give_up
fi
if ! has cargo; then
  echo "Rust is missing: install it from https://rustup.rs, then run this again." >&2
  exit 1
fi
