#!/bin/bash
# The renderer's tests on a newer software driver than this machine's: Debian trixie's lavapipe, which draws both
# eyes in one pass rightly, so that what is skipped on an old one is tested too.
#   newer_driver.sh WORK_FOLDER TEST_PROGRAM...
# Shares WORK_FOLDER with monado.sh. Exit status 77: skipped, with the reason. Run in the source root.
set -u
work=${1:?usage: newer_driver.sh WORK_FOLDER TEST_PROGRAM...}
shift
mkdir -p "$work" && work=$(cd "$work" && pwd)
root=$work/root
lib=$root/usr/lib/x86_64-linux-gnu

skip() { echo "skipped: $1"; exit 77; }

source tests/openxr/trixie_packages.sh
[ -e "$lib/libvulkan_lvp.so" ] || trixie_packages "$work/apt" "$root" needs mesa-vulkan-drivers libvulkan1 libstdc++6

sed "s#\"[^\"]*libvulkan_lvp#\"$lib/libvulkan_lvp#" "$root"/usr/share/vulkan/icd.d/lvp_icd*.json > "$work/driver.json"
export VK_DRIVER_FILES=$work/driver.json VK_ICD_FILENAMES=$work/driver.json
# The newer libraries come first; what they lack (text, images) is this machine's, which is older and runs on them.
for program in "$@"; do
  said=$(timeout 600 "$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$lib:$root/usr/lib:/usr/lib/x86_64-linux-gnu" \
    "$(readlink -f "$program")" 2>&1)
  status=$?
  tail -1 <<< "$said"
  if [ $status != 0 ]; then
    grep -E "FAILED|Failure" <<< "$said" | head -20
    [ $status -gt 123 ] && echo "status $status in: $(grep RUN <<< "$said" | tail -1)"  # it fell, or was too slow
    echo "failed: $(basename "$program") on Debian trixie's graphics driver"
    exit 1
  fi
  grep -q "multiview of" <<< "$said" && { echo "failed: the newer driver is not trusted with both eyes at once either"; exit 1; }
done
echo "passed: the renderer on Debian trixie's graphics driver, both eyes in one pass"
