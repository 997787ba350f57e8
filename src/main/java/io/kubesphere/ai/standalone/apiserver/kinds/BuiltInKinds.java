package io.kubesphere.ai.standalone.apiserver.kinds;

import io.kubesphere.ai.standalone.apiserver.schema.BuiltInRules;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The kinds every cluster has, as far as the product and its users touch them. */
final class BuiltInKinds {

    /** group version plural Kind n(amespaced)/c(luster) flags short-names; the core group is "-". */
    private static final String TABLE =
            """
            - v1 namespaces Namespace c status ns
            - v1 pods Pod n status,all po
            - v1 services Service n status,all svc
            - v1 endpoints Endpoints n - ep
            - v1 secrets Secret n - -
            - v1 configmaps ConfigMap n - cm
            - v1 events Event n - ev
            - v1 persistentvolumeclaims PersistentVolumeClaim n status pvc
            - v1 persistentvolumes PersistentVolume c status pv
            - v1 nodes Node c status no
            - v1 serviceaccounts ServiceAccount n - sa
            - v1 resourcequotas ResourceQuota n status quota
            - v1 limitranges LimitRange n - limits
            - v1 podtemplates PodTemplate n - -
            apps v1 deployments Deployment n status,scale,all deploy
            apps v1 statefulsets StatefulSet n status,scale,all sts
            apps v1 replicasets ReplicaSet n status,scale,all rs
            apps v1 daemonsets DaemonSet n status,all ds
            apps v1 controllerrevisions ControllerRevision n - -
            batch v1 jobs Job n status,all -
            batch v1 cronjobs CronJob n status,all cj
            coordination.k8s.io v1 leases Lease n - -
            events.k8s.io v1 events Event n - ev
            discovery.k8s.io v1 endpointslices EndpointSlice n - -
            policy v1 poddisruptionbudgets PodDisruptionBudget n status pdb
            autoscaling v2 horizontalpodautoscalers HorizontalPodAutoscaler n status,all hpa
            rbac.authorization.k8s.io v1 roles Role n - -
            rbac.authorization.k8s.io v1 rolebindings RoleBinding n - -
            rbac.authorization.k8s.io v1 clusterroles ClusterRole c - -
            rbac.authorization.k8s.io v1 clusterrolebindings ClusterRoleBinding c - -
            networking.k8s.io v1 networkpolicies NetworkPolicy n - netpol
            networking.k8s.io v1 ingresses Ingress n status ing
            networking.k8s.io v1 ingressclasses IngressClass c - -
            scheduling.k8s.io v1 priorityclasses PriorityClass c - pc
            storage.k8s.io v1 storageclasses StorageClass c - sc
            admissionregistration.k8s.io v1 validatingwebhookconfigurations ValidatingWebhookConfiguration c - -
            admissionregistration.k8s.io v1 mutatingwebhookconfigurations MutatingWebhookConfiguration c - -
            apiextensions.k8s.io v1 customresourcedefinitions CustomResourceDefinition c status crd,crds
            """;

    private static final Map<String, String> OF_EVENTS = Map.of(
            "involvedObject.kind", "involvedObject.kind",
            "involvedObject.namespace", "involvedObject.namespace",
            "involvedObject.name", "involvedObject.name",
            "involvedObject.uid", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.apiVersion",
            "involvedObject.fieldPath", "involvedObject.fieldPath",
            "reason", "reason",
            "type", "type",
            "source", "source.component",
            "reportingComponent", "reportingComponent");

    private BuiltInKinds() {}

    static List<ApiResource> all() {
        return TABLE.lines().map(line -> resource(line.strip().split(" "))).toList();
    }

    private static ApiResource resource(String[] column) {
        var group = column[0].equals("-") ? "" : column[0];
        var flags = Set.of(column[5].split(","));
        var scale = flags.contains("scale") ? Optional.of(ScalePaths.WORKLOAD) : Optional.<ScalePaths>empty();
        var features = new Features(flags.contains("status"), scale, selectable(column[2]), List.of());
        var shortNames = column[6].equals("-") ? List.<String>of() : Arrays.asList(column[6].split(","));
        var names = KindNames.of(column[3], shortNames, flags.contains("all") ? List.of("all") : List.of());
        var id = new GroupResource(group, column[2]);
        return new ApiResource(
                id, column[1], column[4].equals("n"), names, features, BuiltInRules.of(Models.of(group, column[3])));
    }

    private static Map<String, String> selectable(String plural) {
        return switch (plural) {
            case "pods" ->
                same(
                        "spec.nodeName",
                        "spec.restartPolicy",
                        "spec.schedulerName",
                        "spec.serviceAccountName",
                        "status.phase",
                        "status.podIP",
                        "status.nominatedNodeName");
            case "events" -> OF_EVENTS;
            case "namespaces" -> same("status.phase");
            case "nodes" -> same("spec.unschedulable");
            case "secrets" -> same("type");
            case "jobs" -> same("status.successful");
            case "replicasets" -> same("status.replicas");
            default -> Map.of();
        };
    }

    private static Map<String, String> same(String... fields) {
        var paths = new HashMap<String, String>();
        for (var field : fields) {
            paths.put(field, field);
        }
        return paths;
    }
}
