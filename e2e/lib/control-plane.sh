# etcd, API server, controllers, scheduler and cluster DNS.

start_control_plane() {
  say "starting the control plane"
  start_etcd
  start_apiserver
  await "readiness of the API server" 90 kube get --raw /readyz
  start_controllers
  start_scheduler
  start_coredns
}

stop_control_plane() {
  local name
  for name in coredns scheduler controllers apiserver etcd; do
    halt "$name"
  done
}

start_etcd() {
  launch etcd etcd --data-dir "$STATE/etcd" --listen-client-urls http://127.0.0.1:2379 \
    --advertise-client-urls http://127.0.0.1:2379 --listen-peer-urls http://127.0.0.1:2380 --unsafe-no-fsync
}

start_apiserver() {
  local pki=$STATE/pki
  launch apiserver "$BIN/kube-apiserver" \
    --etcd-servers=http://127.0.0.1:2379 --bind-address=0.0.0.0 --secure-port=6443 --advertise-address="$NODE_ADDRESS" \
    --tls-cert-file="$pki/apiserver.crt" --tls-private-key-file="$pki/apiserver.key" --client-ca-file="$pki/ca.crt" \
    --kubelet-client-certificate="$pki/admin.crt" --kubelet-client-key="$pki/admin.key" \
    --kubelet-certificate-authority="$pki/ca.crt" --kubelet-preferred-address-types=InternalIP \
    --requestheader-client-ca-file="$pki/ca.crt" --requestheader-allowed-names=front-proxy \
    --requestheader-username-headers=X-Remote-User --requestheader-group-headers=X-Remote-Group \
    --requestheader-extra-headers-prefix=X-Remote-Extra- \
    --proxy-client-cert-file="$pki/front-proxy.crt" --proxy-client-key-file="$pki/front-proxy.key" \
    --enable-aggregator-routing=true \
    --service-account-key-file="$pki/accounts.pub" --service-account-signing-key-file="$pki/accounts.key" \
    --service-account-issuer=https://kubernetes.default.svc --service-cluster-ip-range="$SERVICE_RANGE" \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction,ResourceQuota,LimitRanger \
    --allow-privileged=true
}

# A node that is gone is known to be so after 20 seconds instead of 50.
start_controllers() {
  launch controllers "$BIN/kube-controller-manager" --kubeconfig="$STATE/kubeconfig" \
    --authentication-kubeconfig="$STATE/kubeconfig" --authorization-kubeconfig="$STATE/kubeconfig" \
    --service-account-private-key-file="$STATE/pki/accounts.key" --root-ca-file="$STATE/pki/ca.crt" \
    --use-service-account-credentials=true --cluster-cidr="$POD_RANGE" --leader-elect=false \
    --node-monitor-grace-period=20s
}

start_scheduler() {
  launch scheduler "$BIN/kube-scheduler" --kubeconfig="$STATE/kubeconfig" --leader-elect=false \
    --authentication-kubeconfig="$STATE/kubeconfig" --authorization-kubeconfig="$STATE/kubeconfig"
}

# Cluster DNS listens on the node's address; pods are told so by the kubelet.
start_coredns() {
  cat > "$STATE/Corefile" <<CONF
.:53 {
    bind $NODE_ADDRESS
    errors
    kubernetes cluster.local in-addr.arpa {
        kubeconfig $STATE/kubeconfig
        pods insecure
    }
    cache 5
}
CONF
  launch coredns "$BIN/coredns" -conf "$STATE/Corefile"
}
