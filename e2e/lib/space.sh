# A space of our own: namespaces of network, mounts and processes, held by a process that ends all in it when it ends.

# Its mounts: the state again under a short path, since the path of a Unix socket has 107 letters at most.
HOLDER='
mount --make-rshared /
mount -t tmpfs tmpfs /run
mkdir /run/cluster
mount --bind "$1" /run/cluster
ip link set lo up
ip link add aip0 type bridge
ip addr add "$2/16" dev aip0
ip link set aip0 up
ip route add "$3" dev aip0
echo 1 > /proc/sys/net/ipv4/ip_forward
touch "$1/space"
while :; do sleep 3600 & wait; done'

open_space() {
  ! runs space || return 0
  rm -f "$STATE/space"
  launch space unshare --net --mount --pid --fork --kill-child=KILL --mount-proc \
    bash -c "$HOLDER" holder "$STATE" "$NODE_IP" "$SERVICES"
  await "space" 10 test -e "$STATE/space"
}

# Its first process as this machine counts; nothing without a space.
space() {
  runs space || return 0
  local holder
  holder=$(cat "$STATE/pid/space")
  cat "/proc/$holder/task/$holder/children"
}

# Command: in the space, where there is one; in its network alone it sees this machine's files.
inside() {
  local pid
  pid=$(space)
  if [ -n "$pid" ]; then nsenter -t "${pid% }" -n -m -p -- "$@"; else "$@"; fi
}

in_network() {
  local pid
  pid=$(space)
  if [ -n "$pid" ]; then nsenter -t "${pid% }" -n -- "$@"; else "$@"; fi
}
