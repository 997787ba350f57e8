package io.kubesphere.ai.standalone;

import java.nio.file.Path;
import java.util.Properties;

/**
 * How to start the stand-alone platform; all are system properties.
 *
 * @param port of the front door, {@code standalone.port}
 * @param state directory, {@code standalone.state}
 * @param application directory of the built service, which the agents in users' pods are run from; where this program
 *     lies unless {@code standalone.application} says otherwise
 * @param apiServer {@code standalone.api-server}: {@code stand-in} or {@code real}
 * @param front {@code standalone.console}: {@code light} or {@code genuine}
 */
record StandaloneOptions(int port, Path state, Path application, Api apiServer, Front front) {

    /** What people see: our own light shell, or KubeSphere's console, which takes npm packages and minutes to build. */
    enum Front {
        LIGHT,
        GENUINE
    }

    /** Which API server: the one in this program, or unmodified etcd and kube-apiserver, which take minutes to build. */
    enum Api {
        STAND_IN,
        REAL
    }

    static StandaloneOptions of(Properties properties) {
        var port = properties.getProperty("standalone.port", "8080");
        if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65_535) {
            throw new StartFailure("the port must be a number from 1 to 65535, was " + port);
        }
        var state = Path.of(properties.getProperty("standalone.state", ".standalone"));
        var jar = Path.of(properties.getProperty("java.class.path")).toAbsolutePath();
        var application = properties.getProperty("standalone.application");
        return new StandaloneOptions(
                Integer.parseInt(port),
                state,
                application == null ? jar.getParent() : Path.of(application),
                api(properties.getProperty("standalone.api-server", "stand-in")),
                front(properties.getProperty("standalone.console", "light")));
    }

    private static Api api(String name) {
        return switch (name) {
            case "stand-in" -> Api.STAND_IN;
            case "real" -> Api.REAL;
            default -> throw new StartFailure("the API server must be stand-in or real, was " + name);
        };
    }

    private static Front front(String name) {
        return switch (name) {
            case "light" -> Front.LIGHT;
            case "genuine" -> Front.GENUINE;
            default -> throw new StartFailure("the console must be light or genuine, was " + name);
        };
    }
}
