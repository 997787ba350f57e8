package io.kubesphere.ai.standalone.runner.probe;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a probe or a hook does. */
public sealed interface Action {

    /** Runs a command in the container. */
    record Exec(List<String> command) implements Action {}

    /** Expects an answer below 400; the host is empty where the pod's address is meant. */
    record Http(String scheme, String host, int port, String path, Map<String, String> headers) implements Action {}

    /** Expects to be let in. */
    record Tcp(String host, int port) implements Action {}

    /** Only lets time pass. */
    record Sleep(Duration duration) implements Action {}

    /** Cannot be done here, and counts as failed. */
    record Unknown(String why) implements Action {}

    static Action of(Probe probe, Container container) {
        if (probe.getExec() != null) {
            return exec(probe.getExec());
        }
        if (probe.getHttpGet() != null) {
            return http(probe.getHttpGet(), container);
        }
        if (probe.getTcpSocket() != null) {
            return tcp(probe.getTcpSocket(), container);
        }
        return new Unknown("the stand-alone environment makes exec, httpGet and tcpSocket probes");
    }

    static Action of(LifecycleHandler hook, Container container) {
        if (hook.getExec() != null) {
            return exec(hook.getExec());
        }
        if (hook.getHttpGet() != null) {
            return http(hook.getHttpGet(), container);
        }
        if (hook.getTcpSocket() != null) {
            return tcp(hook.getTcpSocket(), container);
        }
        if (hook.getSleep() != null) {
            return new Sleep(Duration.ofSeconds(hook.getSleep().getSeconds()));
        }
        return new Unknown("the stand-alone environment runs exec, httpGet, tcpSocket and sleep hooks");
    }

    private static Action exec(ExecAction exec) {
        return exec.getCommand().isEmpty() ? new Unknown("the command is empty") : new Exec(exec.getCommand());
    }

    private static Action http(HTTPGetAction get, Container container) {
        var headers = new LinkedHashMap<String, String>();
        get.getHttpHeaders().forEach(header -> headers.put(header.getName(), header.getValue()));
        var scheme = Optional.ofNullable(get.getScheme()).orElse("HTTP").toLowerCase(Locale.ROOT);
        var path = Optional.ofNullable(get.getPath()).orElse("/");
        var host = Optional.ofNullable(get.getHost()).orElse("");
        return port(get.getPort(), container)
                .<Action>map(port -> new Http(scheme, host, port, path.startsWith("/") ? path : "/" + path, headers))
                .orElseGet(() -> noSuchPort(get.getPort()));
    }

    private static Action tcp(TCPSocketAction socket, Container container) {
        var host = Optional.ofNullable(socket.getHost()).orElse("");
        return port(socket.getPort(), container)
                .<Action>map(port -> new Tcp(host, port))
                .orElseGet(() -> noSuchPort(socket.getPort()));
    }

    private static Action noSuchPort(IntOrString port) {
        return new Unknown("couldn't find port: " + port.getValue());
    }

    private static Optional<Integer> port(IntOrString port, Container container) {
        if (port.getIntVal() != null) {
            return Optional.of(port.getIntVal());
        }
        return container.getPorts().stream()
                .filter(named -> port.getStrVal().equals(named.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst();
    }
}
