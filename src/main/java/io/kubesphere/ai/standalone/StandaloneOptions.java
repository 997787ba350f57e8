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
 */
record StandaloneOptions(int port, Path state, Path application) {

    static StandaloneOptions of(Properties properties) {
        var port = properties.getProperty("standalone.port", "8080");
        if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65_535) {
            throw new StartFailure("the port must be a number from 1 to 65535, was " + port);
        }
        var state = Path.of(properties.getProperty("standalone.state", ".standalone"));
        var jar = Path.of(properties.getProperty("java.class.path")).toAbsolutePath();
        var application = properties.getProperty("standalone.application");
        return new StandaloneOptions(
                Integer.parseInt(port), state, application == null ? jar.getParent() : Path.of(application));
    }
}
