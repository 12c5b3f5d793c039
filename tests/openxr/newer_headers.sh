#!/bin/bash
# Everything of ours that includes OpenXR's headers, compiled against those of Debian trixie (1.1) as well: what
# we declare ourselves for 1.0.20 must stand aside there. With the build's own commands, warnings and all, but
# syntax only.
#   newer_headers.sh WORK_FOLDER BUILD_FOLDER
# Exit status 77: skipped, with the reason. Run in the source root.
set -u
work=${1:?usage: newer_headers.sh WORK_FOLDER BUILD_FOLDER}
build=${2:?usage: newer_headers.sh WORK_FOLDER BUILD_FOLDER}
mkdir -p "$work" && work=$(cd "$work" && pwd)
commands=$build/compile_commands.json
root=$work/root

skip() { echo "skipped: $1"; exit 77; }
fail() { echo "failed: $1"; exit 1; }

[ -f "$commands" ] || fail "$commands is not there; configure the build with CMake first"
source tests/openxr/trixie_packages.sh
[ -d "$root/usr/include/openxr" ] || trixie_packages "$work/apt" "$root" libopenxr-dev
newer=$root/usr/include
version=$(sed -n 's/^#define XR_CURRENT_API_VERSION XR_MAKE_VERSION(\(.*\))/\1/p' "$newer/openxr/openxr.h")
case $version in
  "1, 0,"* | "") fail "trixie's openxr.h says version '$version', not 1.1" ;;
esac

# One line a file: the folder, the file, and its command without output and dependency files.
list=$(python3 - "$commands" "$newer" <<'END'
import json, os, shlex, sys
for entry in json.load(open(sys.argv[1])):
    path = os.path.join(entry["directory"], entry["file"])
    if not any(part in path for part in ("/xr/openxr/", "/tests/openxr/", "/tests/openxr_runtime/")):
        continue
    words = [w for w in shlex.split(entry["command"]) if os.path.basename(w) != "ccache"]
    kept, skip = [], False
    for word in words:
        if skip or word in ("-o", "-MF", "-MT"):
            skip = not skip
        elif word not in ("-c", "-MD"):
            kept.append(word)
    kept[1:1] = ["-fsyntax-only", "-isystem", sys.argv[2]]
    print("cd", shlex.quote(entry["directory"]), "&&", shlex.join(kept), "||",
          "{ echo", shlex.quote("does not compile: " + os.path.relpath(path)), "; false; }")
END
) || fail "$commands cannot be read"
count=$(grep -c . <<< "$list")
[ "$count" -ge 30 ] || fail "only $count files to compile, of which there are more; build with the tests on"

tr '\n' '\0' <<< "$list" | xargs -0 -P "$(nproc)" -I{} bash -c {} || fail "not against OpenXR $version"

# That a clash would be found: our declarations, put there although the header has them.
sed 's/^#ifndef XR_.*/#if 1/' xr/openxr/newer_extensions.h > "$work/clash.h"
grep -q '^#if 1' "$work/clash.h" || fail "newer_extensions.h has no guards any more"
c++ -std=c++20 -fsyntax-only -isystem "$newer" -x c++ "$work/clash.h" 2> /dev/null &&
  fail "declaring twice what OpenXR $version has goes unnoticed"
echo "passed: $count files against OpenXR $version"
