package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Quantity;
import io.kubesphere.ai.standalone.runner.container.ContainerPrograms;
import io.kubesphere.ai.standalone.runner.container.PodVolumes;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import io.kubesphere.ai.standalone.runner.network.PodAddresses;
import io.kubesphere.ai.standalone.runner.podlog.PodLogFiles;
import io.kubesphere.ai.standalone.runner.probe.Actions;
import io.kubesphere.ai.standalone.runner.process.Launcher;
import io.kubesphere.ai.standalone.runner.process.ProcessTable;
import java.time.Clock;
import java.util.Map;

/**
 * What all pods of this node use.
 *
 * @param name the node's
 * @param allocatable what the node can give at most
 */
public record NodeParts(
        String name,
        Map<String, Quantity> allocatable,
        ContainerPrograms programs,
        PodVolumes volumes,
        PodAddresses addresses,
        Actions actions,
        PodLogFiles logs,
        Launcher launcher,
        ProcessTable processes,
        EventRecorder events,
        Patience patience,
        Clock clock) {}
