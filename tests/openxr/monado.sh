#!/bin/bash
# The headset on an unmodified Monado, in a folder of its own: to FOCUSED, one run to its end; then Monado is
# killed and started again in mid-run, and the walk must go on. Monado and the newer libraries it needs come from
# Debian trixie's packages, unpacked beside the system's, which stay as they are.
#   monado.sh WORK_FOLDER RUN_TO_FOCUS
# Exit status 77: skipped, with the reason (no packages to be had, no place to start the service).
set -u
work=${1:?usage: monado.sh WORK_FOLDER RUN_TO_FOCUS}
program=$(readlink -f "${2:?usage: monado.sh WORK_FOLDER RUN_TO_FOCUS}")
mkdir -p "$work" && work=$(cd "$work" && pwd)
root=$work/root
arch=x86_64-linux-gnu

skip() { echo "skipped: $1"; exit 77; }
fail() { echo "failed: $1"; tail -5 "$session/service.log" 2>/dev/null; exit 1; }

source "$(dirname "$(readlink -f "$0")")/trixie_packages.sh"
[ -x "$root/usr/bin/monado-service" ] || trixie_packages "$work/apt" "$root" needs monado-service libopenxr1-monado \
  libopenxr-loader1 mesa-vulkan-drivers libvulkan1 libstdc++6

session=$(mktemp -d) && chmod 700 "$session"
lib=$root/usr/lib/$arch
loader=$root/usr/lib64/ld-linux-x86-64.so.2
libraries=$lib:$root/usr/lib:$lib/blas:$lib/lapack:$lib/pulseaudio
sed "s#\"[^\"]*libvulkan_lvp#\"$lib/libvulkan_lvp#" "$root"/usr/share/vulkan/icd.d/lvp_icd*.json > "$session/driver.json"
sed "s#\"[^\"]*libopenxr_monado.so\"#\"$lib/libopenxr_monado.so\"#" "$root/usr/share/openxr/1/openxr_monado.json" > "$session/monado.json"
export XDG_RUNTIME_DIR=$session HOME=$session XR_RUNTIME_JSON=$session/monado.json
export VK_DRIVER_FILES=$session/driver.json VK_ICD_FILENAMES=$session/driver.json
export XRT_COMPOSITOR_NULL=1 XRT_NO_STDIN=1 SIMULATED_ENABLE=1 SIMULATED_LEFT=simple SIMULATED_RIGHT=simple

service=0
start_monado() {
  rm -f "$session/monado_comp_ipc"
  "$loader" --library-path "$libraries" "$root/usr/bin/monado-service" < /dev/null >> "$session/service.log" 2>&1 &
  service=$!
  for _ in $(seq 100); do
    [ -S "$session/monado_comp_ipc" ] && return 0
    kill -0 "$service" 2>/dev/null || break
    sleep 0.2
  done
  return 1
}
stop_monado() { kill -"$1" "$service" 2>/dev/null; wait "$service" 2>/dev/null; }
trap 'stop_monado TERM; rm -rf "$session"' EXIT
run() { timeout 120 "$loader" --library-path "$libraries" "$program" "$@"; }

start_monado || { cat "$session/service.log"; skip "monado-service does not start here"; }
echo "-- to FOCUSED and through ${SECONDS_TO_RUN:-10} s"
said=$(run --seconds "${SECONDS_TO_RUN:-10}" 2>&1) || fail "the headset did not run: $said"
echo "$said" | tail -2
grep -q "state focused" <<< "$said" || fail "not FOCUSED at the end"
grep -q "sessions 1 instances 1 faults 0" <<< "$said" || fail "not one clean session"

echo "-- killed after 5 s, started again 2 s later"
run --seconds 30 > "$session/said" 2>&1 & walker=$!
sleep 5; stop_monado KILL
sleep 2; start_monado || fail "monado-service did not start again"
wait "$walker" || fail "the headset ended: $(cat "$session/said")"
tail -1 "$session/said"
grep -q "state focused" "$session/said" || fail "not FOCUSED after the restart"
grep -Eq "returns [2-9]" "$session/said" || fail "the story did not come back"
echo "passed"
