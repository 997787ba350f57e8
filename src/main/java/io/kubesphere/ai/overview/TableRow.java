package io.kubesphere.ai.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What one machine, application, user, project or workspace has.
 *
 * @param name empty in rows that stand for what has no name
 * @param namespace of an application
 * @param machine of a row about one
 * @param requested by measure
 * @param used by measure
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TableRow(
        String name,
        @Schema(implementation = String.class) Optional<String> namespace,
        @Schema(implementation = MachineState.class) Optional<MachineState> machine,
        Map<String, Figure> requested,
        Map<String, Figure> used) {

    /**
     * How a machine is.
     *
     * @param state Ready, NotReady, Cordoned, or Gone when it is measured but no longer part of the cluster
     * @param model of its cards, as its label says
     * @param planes all network planes, with what is known of its devices in each
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record MachineState(
            String state,
            @Schema(implementation = String.class) Optional<String> model,
            Map<String, Figure> capacity,
            Map<String, Figure> allocatable,
            List<NicPlane> planes) {
        public MachineState {
            planes = List.copyOf(planes);
        }
    }
}
