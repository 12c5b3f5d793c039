# Debian trixie's packages beside this machine's own, which stay as they are. Sourced by scripts that define
# skip(), which says a reason and ends the script.

# trixie_packages STATE_FOLDER ROOT PACKAGE...: fetches the packages, and with "needs" as the first of them all
# that they need too, and unpacks them into ROOT; all or nothing. apt resolves against an empty status, downloads,
# and dpkg only unpacks: no root, no install scripts.
trixie_packages() {
  local state=$1 root=$2 site part; shift 2
  site=$(apt-get indextargets --format '$(SITE)' 2>/dev/null | grep -m1 -E '/debian/?$')
  [ -n "$site" ] || skip "this machine's package sources name no Debian mirror"
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
  : > "$state/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site trixie main" > "$state/sources"
  cat > "$state/config" <<END
Dir::Etc::sourcelist "$state/sources"; Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null"; Dir::Etc::preferencesparts "/dev/null";
Dir::Etc::main "/dev/null"; Dir::Etc::parts "/dev/null";
Dir::State "$state"; Dir::State::lists "$state/lists"; Dir::State::status "$state/status";
Dir::Cache "$state/cache"; Debug::NoLocking "1"; APT::Sandbox::User "";
END
  APT_CONFIG=$state/config apt-get -qq update || skip "Debian trixie's package lists cannot be had"
  if [ "$1" = needs ]; then
    shift
    APT_CONFIG=$state/config apt-get -qq -y --no-install-recommends --download-only install "$@" ||
      skip "Debian trixie's packages cannot be had ($*)"
  else
    (cd "$state/cache/archives" && APT_CONFIG=$state/config apt-get -qq download "$@") ||
      skip "Debian trixie's packages cannot be had ($*)"
  fi
  part=$root.part; rm -rf "$part"
  for package in "$state"/cache/archives/*.deb; do
    dpkg -x "$package" "$part" || skip "a package cannot be unpacked ($package)"
  done
  rm -rf "$state/cache"
  mv "$part" "$root"
}
