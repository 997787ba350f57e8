package io.kubesphere.ai.standalone.runner.container;

import java.util.List;
import java.util.Map;

/**
 * An image that stands for a program of this machine, since no image can be pulled.
 *
 * @param name the image exactly as containers name it
 * @param command runs in the place of the container's command, which would name paths inside of the image; the container's
 *     arguments follow
 * @param environment what the image would set; mount paths in it are replaced as everywhere
 */
public record OwnImage(String name, List<String> command, Map<String, String> environment) {

    public OwnImage {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
