# Shared by ./run and ./test: what is missing, install it, configure, build. Sourced, not run.
# Every message is one sentence: what, where, what to do.

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 2; }

# missing_packages GROUP...: lines "package | why" that this machine lacks.
missing_packages() {
  local groups=" $* " group package why
  while IFS='|' read -r group package why; do
    group=${group// /} package=${package// /}
    [[ -z $group || $group == \#* || $groups != *" $group "* ]] && continue
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package |$why"
  done < .ci/packages
}

# install_packages NO_INSTALL GROUP...
install_packages() {
  local no_install=$1 list names sudo=; shift
  if ! command -v dpkg-query >/dev/null; then
    say "This is not a Debian system: install the libraries named in .ci/packages (or vcpkg.json) by hand; going on."
    return
  fi
  list=$(missing_packages "$@")
  [[ -z $list ]] && return
  names=$(cut -d' ' -f1 <<<"$list")
  say "Packages that are missing here, and why:"
  column -t -s'|' <<<"$list" 2>/dev/null | sed 's/^/  /' >&2 || sed 's/^/  /' <<<"$list" >&2
  [[ $no_install == yes ]] && stop "Nothing was installed (--no-install): install them with apt-get install, or call again without it."
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || stop "Installing needs root: call again as root, or install sudo, or install the packages above by hand."
    sudo=sudo
  fi
  say "Installing $(wc -w <<<"$names") packages from Debian (a few minutes) ..."
  local log; log=$(mktemp)
  # shellcheck disable=SC2086
  if ! { $sudo apt-get update -qq &&
         $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $names; } >"$log" 2>&1; then
    tail -5 "$log" >&2
    stop "apt-get could not install them (log: $log): check the network and /etc/apt/sources.list, then call again."
  fi
  rm -f "$log"
}

# build PRESET TESTS TARGET...: configure (TESTS: ON or OFF) and build with progress; the whole log only when it fails.
build() {
  local preset=$1 tests=$2; shift 2
  cmake --preset "$preset" -DTHRESHOLD_TESTS="$tests" >"/tmp/threshold-configure-$$.log" 2>&1 || {
    tail -20 "/tmp/threshold-configure-$$.log" >&2; stop "CMake could not configure preset '$preset': see the lines above."; }
  rm -f "/tmp/threshold-configure-$$.log"
  NINJA_STATUS='[%f/%t, %es] ' cmake --build --preset "$preset" ${1:+--target "$@"} >&2 || stop "The build failed: see the lines above."
}
