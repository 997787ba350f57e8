# A Go compiler: the one of this machine, else Debian's, which fetches the right one as a module.

TOOLCHAIN=go1.24.9

# From Go 1.21 on, Go itself fetches the version that go.mod wants.
has_go() {
  command -v go > /dev/null && [ "$(go_minor)" -ge 21 ]
}

go_minor() {
  GOTOOLCHAIN=local go version | sed -E 's/.*go1\.([0-9]+).*/\1/'
}

can_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null
}

need_go() {
  has_go && return
  command -v go > /dev/null || install golang-go
  has_go || use_toolchain
}

# Debian's Go is too old to switch by itself, but it fetches modules.
use_toolchain() {
  local version="v0.0.1-$TOOLCHAIN.linux-$(go env GOARCH)" root
  root=$(cd / && GOFLAGS=-mod=mod go mod download -json "golang.org/toolchain@$version" | sed -nE 's/.*"Dir": "(.*)".*/\1/p')
  [ -n "$root" ] || fail "the Go toolchain $version could not be fetched"
  # The old one stores modules without the right to be executed.
  chmod -R u+x "$root/bin" "$root/pkg/tool"
  export GOROOT=$root PATH=$root/bin:$PATH
}

install() {
  say "installing $*"
  apt-get update -qq > /dev/null || true
  DEBIAN_FRONTEND=noninteractive apt-get install -o DPkg::Lock::Timeout=600 -y -qq --no-install-recommends "$@" > /dev/null ||
    fail "$* could not be installed"
}
