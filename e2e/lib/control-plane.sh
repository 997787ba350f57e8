# etcd, API server, controllers.

start() {
  mkdir -p "$STATE"
  chmod 700 "$STATE"
  keep_ports
  make_pki
  (umask 077; kubeconfig > "$STATE/kubeconfig")
  start_etcd
  start_apiserver
  start_controllers
  [ -z "$PROXY_PORT" ] || start_proxy
  say "Kubernetes $KUBERNETES runs; its state is in $STATE"
}

# The ports of programs that go on from an earlier start stay.
keep_ports() {
  if runs apiserver || runs etcd; then
    . "$STATE/ports"
  else
    printf 'PORT=%s\nETCD_PORT=%s\nPEER_PORT=%s\nPROXY_PORT=%s\n' "$PORT" "$ETCD_PORT" "$PEER_PORT" "$PROXY_PORT" > "$STATE/ports"
  fi
}

stop() {
  halt kwok
  halt scheduler
  halt proxy
  halt controllers
  halt apiserver
  halt etcd
}

status() {
  local name ended=0
  for name in etcd apiserver controllers; do
    runs "$name" && echo "$name runs" || { echo "$name does not run"; ended=1; }
  done
  return $ended
}

kube() {
  in_network "$BIN/kubectl" --kubeconfig "$STATE/kubeconfig" --request-timeout=20s "$@"
}

start_etcd() {
  local client=http://127.0.0.1:$ETCD_PORT peer=http://127.0.0.1:$PEER_PORT
  launch etcd "$BIN/etcd" --data-dir "$STATE/etcd" --listen-client-urls "$client" --advertise-client-urls "$client" \
    --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "default=$peer"
}

# In a space it is there for pods too. Elsewhere it is for this machine alone, and new nodes are not tainted, since the
# controller that takes that taint away need not run.
# Whoever names an owner must be allowed to block its deletion, as on OpenShift. The audit log is one file, which tests read from
# where they began; without a size it is begun anew after 100 MB.
start_apiserver() {
  local pki=$STATE/pki reach=(--bind-address=0.0.0.0 --advertise-address="$NODE_IP")
  [ -n "$(space)" ] ||
    reach=(--bind-address=127.0.0.1 --endpoint-reconciler-type=none --disable-admission-plugins=TaintNodesByCondition)
  mkdir -p "$STATE/log"
  printf '%s\n' 'apiVersion: audit.k8s.io/v1' 'kind: Policy' 'omitStages: [RequestReceived]' 'rules: [{level: Metadata}]' > "$STATE/audit.yaml"
  launch apiserver "$BIN/kube-apiserver" \
    --etcd-servers="http://127.0.0.1:$ETCD_PORT" "${reach[@]}" --secure-port="$PORT" \
    --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" --client-ca-file="$pki/ca.crt" \
    --kubelet-client-certificate="$pki/admin.crt" --kubelet-client-key="$pki/admin.key" \
    --kubelet-preferred-address-types=InternalIP \
    --service-account-key-file="$pki/accounts.pub" --service-account-signing-key-file="$pki/accounts.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-cluster-ip-range="$SERVICES" \
    --authorization-mode=Node,RBAC --allow-privileged=true \
    --enable-admission-plugins=OwnerReferencesPermissionEnforcement \
    --audit-policy-file="$STATE/audit.yaml" --audit-log-path="$STATE/log/audit.log" --audit-log-maxsize=100000
  await "readiness of the API server" 90 kube get --raw /readyz
}

start_controllers() {
  launch controllers "$BIN/kube-controller-manager" --kubeconfig="$STATE/kubeconfig" \
    --authentication-kubeconfig="$STATE/kubeconfig" --authorization-kubeconfig="$STATE/kubeconfig" \
    --service-account-private-key-file="$STATE/pki/accounts.key" --root-ca-file="$STATE/pki/ca.crt" \
    --use-service-account-credentials=true --leader-elect=false --secure-port=0 --controllers="$CONTROLLERS" \
    --node-monitor-period=2s --node-monitor-grace-period="$GRACE" --kube-api-qps="$QPS" --kube-api-burst=$((2 * QPS))
}

start_scheduler() {
  launch scheduler "$BIN/kube-scheduler" --kubeconfig="$STATE/kubeconfig" --authentication-kubeconfig="$STATE/kubeconfig" \
    --authorization-kubeconfig="$STATE/kubeconfig" --leader-elect=false --secure-port=0 \
    --kube-api-qps="$QPS" --kube-api-burst=$((2 * QPS))
}

# A way in for this machine without a credential, as the stand-in is one.
start_proxy() {
  launch proxy "$BIN/kubectl" --kubeconfig "$STATE/kubeconfig" proxy --port="$PROXY_PORT"
}
