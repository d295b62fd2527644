#!/usr/bin/env bash
# fuzz.sh [SECONDS [FORMAT…]]: runs libFuzzer on each reader of a foreign format, from the seed corpus.
# The tables that are built once and kept count as leaks, so that leaks are not looked for.
# Fails on a crash, on an input that takes over a second, and on one that allocates over 256 MB at once or 1 GB in all.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
seconds=${1:-60}
shift || true
formats=("$@")
[ ${#formats[@]} -gt 0 ] || formats=(qemu firecracker-fingerprint firecracker-template cloud-hypervisor idregs qemu-messages kvm-registers)
corpus=$here/../Resources/StateImport/corpus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

swift build --package-path "$here" -c release -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld >&2
binary=$(swift build --package-path "$here" -c release --show-bin-path)/StateImportFuzzer

for format in "${formats[@]}"; do
  mkdir -p "$work/$format"
  for seed in "$corpus/$format"/*; do
    case $seed in
      *.xz) xz -dc "$seed" > "$work/$format/$(basename "$seed" .xz)" ;;
      *) cp "$seed" "$work/$format/" ;;
    esac
  done
  if [ "$format" = qemu ]; then
    for seed in "$corpus"/../qemu/kvm-*.stream.xz; do
      xz -dc "$seed" > "$work/$format/$(basename "$seed" .xz)"
    done
  fi
  echo "== $format"
  ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no MIGRATE_CHECK_FUZZ=$format "$binary" "$work/$format" \
    -max_total_time="$seconds" -timeout=1 -malloc_limit_mb=256 -rss_limit_mb=1024 -max_len=65536 \
    -artifact_prefix="$here/" -print_final_stats=1 2>&1 | grep -E "^stat::number_of_executed|ERROR|SUMMARY|Test unit" 
done
