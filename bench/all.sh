#!/usr/bin/env bash
# Runs every benchmark of a build folder; one table each. Machines are noisy: quote medians of one run.
#   bash bench/all.sh build/bench
set -euo pipefail
build=${1:?usage: bash bench/all.sh BUILD_FOLDER}
for program in "$build"/bench/*/*; do
  [[ -x $program && -f $program ]] || continue
  echo "== ${program#"$build"/}"
  case $program in
    *headset_frames) "$program" 10000 ;;
    *) "$program" ;;
  esac
done
