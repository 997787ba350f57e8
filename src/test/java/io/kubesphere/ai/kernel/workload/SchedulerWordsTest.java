package io.kubesphere.ai.kernel.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchedulerWordsTest {

    private static SchedulerWords.Finding read(String message) {
        return SchedulerWords.read(message);
    }

    @Test
    void findingStaysTheSameWhileCountsChange() {
        var before =
                read("0/5 nodes are available: 1 node(s) had untolerated taint {a: b}, 4 Insufficient nvidia.com/gpu."
                        + " preemption: 0/5 nodes are available: 5 No preemption victims found for incoming pod.");
        var after =
                read("0/7 nodes are available: 3 node(s) had untolerated taint {a: b}, 4 Insufficient nvidia.com/gpu.");

        assertThat(after).isEqualTo(before);
    }

    @Test
    void nodeThatCameFurthestTellsWhatIsMissing() {
        assertThat(
                        read("0/9 nodes are available: 8 node(s) didn't match Pod's node affinity/selector, 1 Insufficient cpu.")
                                .reason())
                .isEqualTo(PlacementReason.CpuUnavailable);
        assertThat(read("0/9 nodes are available: 8 Insufficient memory, 1 node(s) had volume node affinity conflict.")
                        .reason())
                .isEqualTo(PlacementReason.VolumeElsewhere);
    }

    @Test
    void whatPreemptionSaysIsNotTheCause() {
        var finding = read("0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available:"
                + " 1 Insufficient memory, 2 No preemption victims found for incoming pod.");

        assertThat(finding.reason()).isEqualTo(PlacementReason.CpuUnavailable);
    }

    @Test
    void namesAreSortedAndNamedOnce() {
        assertThat(
                        read("0/4 nodes are available: 2 Insufficient nvidia.com/gpu, 2 Insufficient amd.com/gpu, 1 Insufficient"
                                        + " nvidia.com/gpu.")
                                .detail())
                .isEqualTo("amd.com/gpu, nvidia.com/gpu");
    }

    @Test
    void unknownWordsAreNoFailure() {
        assertThat(read("")).isEqualTo(new SchedulerWords.Finding(PlacementReason.Unschedulable, ""));
    }
}
