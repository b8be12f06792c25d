#!/bin/sh
# 检查、生成并发布网站；在任何有 sh 的地方都能用。
# Checks, builds and deploys the site, wherever there is a shell.
#
#   ci/publish.sh            install, check, build, deploy
#   ci/publish.sh install    get the program and print where it is
#   ci/publish.sh check      check the content
#   ci/publish.sh build      build the site into public
#   ci/publish.sh deploy     deploy what was built, where MINGBAI_DEPLOY names a target of site.toml
#
# MINGBAI            用这个程序，不下载          a program that is there; nothing is downloaded
# MINGBAI_VERSION    版本                        the release
# MINGBAI_RELEASES   发布地址，镜像写在这里      where releases are, or a mirror of them
# MINGBAI_SHA256     压缩包的 SHA-256            the archive's SHA-256, where the list beside it is not to be trusted
# MINGBAI_DEPLOY     发布目标，不写则不发布      the target; nothing is deployed without it
# MINGBAI_LANG       消息的语言，zh-CN 或 en     the language of messages
set -eu
cd "$(dirname "$0")/.."

version=${MINGBAI_VERSION:-<version>}
language=${MINGBAI_LANG:-<language>}
releases=${MINGBAI_RELEASES:-https://github.com/mingbai-project/mingbai/releases/download}

say() { # say CHINESE ENGLISH: in the language of messages
  if [ "$language" = en ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

fail() { # fail CHINESE ENGLISH
  say "$1" "$2"
  exit 3
}

fetch() { # fetch ADDRESS FILE
  if command -v curl >/dev/null 2>&1; then
    curl --fail --silent --show-error --location --retry 3 --output "$2" "$1" && return
  else
    wget -q -O "$2" "$1" && return
  fi
  fail "程序没有下载下来：$1
请检查网络。不能上外网的，设置 MINGBAI，指明已经装好的程序；或者设置 MINGBAI_RELEASES，指明内网里存放程序的地址。" \
    "The program could not be downloaded: $1
Is there a network? Where there is none, set MINGBAI to an installed program, or MINGBAI_RELEASES to an address inside your network."
}

verify() { # verify LIST: in the current folder
  if command -v sha256sum >/dev/null 2>&1; then sha256sum -c "$1" >&2; else shasum -a 256 -c "$1" >&2; fi
}

target() {
  case "$(uname -s) $(uname -m)" in
    "Linux x86_64") echo x86_64-unknown-linux-musl ;;
    "Linux aarch64" | "Linux arm64") echo aarch64-unknown-linux-musl ;;
    "Darwin x86_64") echo x86_64-apple-darwin ;;
    "Darwin arm64") echo aarch64-apple-darwin ;;
    MINGW*x86_64 | MSYS*x86_64) echo x86_64-pc-windows-msvc ;;
    *) fail "没有适用于本机的程序，请自行编译后设置 MINGBAI。" "There is no program for this machine: build one and set MINGBAI." ;;
  esac
}

program() { # Prints where the program is, after getting it where it is not there.
  if [ -n "${MINGBAI:-}" ]; then
    command -v "$MINGBAI" >/dev/null || fail "没有 MINGBAI 所指的程序：$MINGBAI" "There is no such program as MINGBAI says: $MINGBAI"
    printf '%s\n' "$MINGBAI"
    return
  fi
  target=$(target)
  name=mingbai-$version-$target
  place=$PWD/.mingbai/$name/mingbai
  if ! [ -x "$place" ] && ! [ -x "$place.exe" ]; then
    work=$PWD/.mingbai/new.$$
    mkdir -p "$work"
    trap 'rm -rf "$work"' EXIT
    fetch "$releases/v$version/$name.tar.gz" "$work/$name.tar.gz"
    if [ -n "${MINGBAI_SHA256:-}" ]; then
      printf '%s  %s\n' "$MINGBAI_SHA256" "$name.tar.gz" >"$work/sum"
    else
      fetch "$releases/v$version/SHA256SUMS" "$work/SHA256SUMS"
      grep "  $name\.tar\.gz\$" "$work/SHA256SUMS" >"$work/sum" || fail "SHA256SUMS 里没有 $name.tar.gz。" "SHA256SUMS does not have $name.tar.gz."
    fi
    (cd "$work" && verify sum) || fail "下载的程序与校验和不符，没有使用。" "The program is not what its checksum says; it is not used."
    (cd "$work" && tar -xzf "$name.tar.gz")
    # Only what was verified ever has this name.
    mv "$work/$name" "$PWD/.mingbai/$name"
  fi
  if [ -x "$place" ]; then printf '%s\n' "$place"; else printf '%s\n' "$place.exe"; fi
}

check() {
  if [ "${GITHUB_ACTIONS:-}" = true ]; then set -- --format github; else set --; fi
  "$mingbai" check --lang "$language" "$@"
}

build() { "$mingbai" build --lang "$language"; }

deploy() {
  if [ -n "${MINGBAI_DEPLOY:-}" ]; then
    "$mingbai" deploy --lang "$language" "$MINGBAI_DEPLOY"
  else
    say "没有设 MINGBAI_DEPLOY，没有发布。" "MINGBAI_DEPLOY is not set: nothing is deployed."
  fi
}

mingbai=$(program)
case ${1:-all} in
  install) printf '%s\n' "$mingbai" ;;
  check) check ;;
  build) build ;;
  deploy) deploy ;;
  all)
    check
    build
    deploy
    ;;
  *) fail "写法：ci/publish.sh [install|check|build|deploy]" "Usage: ci/publish.sh [install|check|build|deploy]" ;;
esac
