# Programs, built once into a cache that is keyed by the versions they are built from.

# Debian 12 packages etcd 3.4.23, on which Kubernetes refuses the watches that informers ask for (they want 3.4.25).
CONTROL_PLANE=(kubernetes:kube-apiserver kubernetes:kube-controller-manager kubernetes:kubectl kubernetes:etcd)
NODES=(kubernetes:kube-scheduler kubernetes:kubelet kubernetes:kube-proxy coredns:coredns)
PLAYERS=(kubernetes:kube-scheduler kwok:kwok)
ENGINES=(jobset:jobset kueue:kueue trainer:trainer)

declare -A PACKAGES=(
  [etcd]=go.etcd.io/etcd/server/v3
  [coredns]=github.com/coredns/coredns
  [jobset]=sigs.k8s.io/jobset
  [kueue]=sigs.k8s.io/kueue/cmd/kueue
  [kwok]=sigs.k8s.io/kwok/cmd/kwok
  [trainer]=github.com/kubeflow/trainer/v2/cmd/trainer-controller-manager
)

# Of a module in the go.mod of a directory.
version_of() {
  sed -nE "s,^\\s*$2 (v[0-9.]+).*,\\1,p" "$HERE/tools/$1/go.mod"
}

KUBERNETES=$(version_of kubernetes k8s.io/kubernetes)

# Where the programs of a directory lie.
binaries() {
  local tools=$HERE/tools/$1
  echo "$CACHE/$1-$(cat "$tools/go.mod" "$tools/go.sum" | sha256sum | cut -c1-12)"
}

BIN=$(binaries kubernetes)

# Each given as <directory of the go.mod>:<program>.
build() {
  command -v openssl > /dev/null || install openssl
  local each
  for each in "$@"; do
    [ -x "$(binaries "${each%:*}")/${each#*:}" ] || build_program "${each%:*}" "${each#*:}"
  done
}

# It counts only once it is whole.
build_program() {
  local module=$1 program=$2 flags="-s -w" version=k8s.io/component-base/version file
  file=$(binaries "$module")/$program
  mkdir -p "$(dirname "$file")"
  if [ "$module" = kubernetes ]; then
    flags+=" -X $version.gitVersion=$KUBERNETES -X $version.gitMajor=1 -X $version.gitMinor=$(cut -d. -f2 <<< "$KUBERNETES")"
    flags+=" -X $version.gitTreeState=clean"
  fi
  need_go
  say "building $program; the first of all takes minutes"
  (cd "$HERE/tools/$module" && CGO_ENABLED=0 go build -trimpath -ldflags "$flags" -o "$file.$$" \
    "${PACKAGES[$program]:-k8s.io/kubernetes/cmd/$program}") || fail "$program could not be built"
  mv "$file.$$" "$file"
}
