package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.FreeBlock;
import io.kubesphere.ai.overview.Group;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.PodName;
import io.kubesphere.ai.training.JobGlance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cluster counted once: pure arithmetic over what the caches hold.
 *
 * @param capacity of all machines together
 * @param promised to pods, by machine; also of machines that are gone but still have pods
 * @param taken units of extended resources that pods hold, by machine
 * @param groups promised to pods, by whose they are
 * @param holders pods that hold cards, or belong to an application or a user
 */
record Census(
        Instant time,
        Map<String, MachineView> machines,
        Amounts capacity,
        Amounts allocatable,
        Map<String, Amounts> promised,
        Map<String, Map<String, Long>> taken,
        Map<Group, Amounts> groups,
        List<Holder> holders,
        List<Holder> cardHolders,
        List<FreeBlock> freeBlocks,
        List<JobGlance> jobs) {

    /**
     * A pod whose use we tell apart.
     *
     * @param job that it is a part of; empty when there is none that can be believed
     */
    record Holder(PodView pod, Group group, String job, Amounts promised) {}

    static Census of(
            Instant time,
            Collection<MachineView> machines,
            Collection<PodView> pods,
            List<JobGlance> jobs,
            FreeBlocks freeBlocks) {
        var byName = machines.stream().collect(Collectors.toMap(MachineView::name, machine -> machine));
        var owners = new Owners(jobs);
        var count = new Count(byName, owners);
        pods.forEach(count::add);
        return new Census(
                time,
                byName,
                sum(machines, MachineView::capacity),
                sum(machines, MachineView::allocatable),
                count.promised,
                count.taken,
                count.groups,
                count.holders,
                count.cardHolders,
                freeBlocks.of(machines.stream().map(count::room).toList()),
                jobs);
    }

    /**
     * Whose a pod is. Anybody may put any label on pods of his own project; so an owner is believed only of a job that is
     * there, in the pod's own project, and an application never leaves its project.
     */
    static final class Owners {
        private final Map<String, JobGlance> jobs;

        Owners(List<JobGlance> jobs) {
            this.jobs = jobs.stream().collect(Collectors.toMap(JobGlance::uid, job -> job, (one, other) -> one));
        }

        Group group(PodView pod) {
            return new Group(
                    pod.name().namespace(),
                    pod.application(),
                    job(pod).flatMap(JobGlance::creator).orElse(""));
        }

        private Optional<JobGlance> job(PodView pod) {
            return Optional.ofNullable(jobs.get(pod.runUid()))
                    .filter(job -> job.namespace().equals(pod.name().namespace()));
        }

        Holder holder(PodView pod, Group group, Amounts promised) {
            return new Holder(pod, group, job(pod).map(JobGlance::name).orElse(""), promised);
        }
    }

    /** Sums while pods come by; not for several threads. */
    private static final class Count {
        private final Map<String, MachineView> machines;
        private final Owners owners;
        private final Map<String, Amounts> promised = new HashMap<>();
        private final Map<Group, Amounts> groups = new HashMap<>();
        private final List<Holder> holders = new ArrayList<>();
        private final List<Holder> cardHolders = new ArrayList<>();
        private final Map<String, Map<String, Long>> taken = new HashMap<>();
        private final Map<String, Long> podCounts = new HashMap<>();

        Count(Map<String, MachineView> machines, Owners owners) {
            this.machines = machines;
            this.owners = owners;
        }

        void add(PodView pod) {
            var machine = machines.get(pod.machine());
            var amounts = Amounts.UNKNOWN
                    .with(Measure.CPU, pod.cpu())
                    .with(Measure.MEMORY, pod.memory())
                    .plus(MachineView.cards(pod.cards(), machine == null ? Map.of() : machine.labels()));
            var group = owners.group(pod);
            promised.merge(pod.machine(), amounts, Amounts::plus);
            groups.merge(group, amounts, Amounts::plus);
            podCounts.merge(pod.machine(), 1L, Long::sum);
            take(pod, pod.cards());
            take(pod, pod.devices());
            if (!pod.cards().isEmpty()) {
                cardHolders.add(owners.holder(pod, group, amounts));
            }
            if (!pod.cards().isEmpty()
                    || !group.application().isEmpty()
                    || !group.owner().isEmpty()) {
                holders.add(owners.holder(pod, group, amounts));
            }
        }

        private void take(PodView pod, Map<String, Long> units) {
            if (!units.isEmpty()) {
                var held = taken.computeIfAbsent(pod.machine(), unused -> new HashMap<>());
                units.forEach((resource, count) -> held.merge(resource, count, Long::sum));
            }
        }

        FreeBlocks.Room room(MachineView machine) {
            var held = taken.getOrDefault(machine.name(), Map.of());
            var free = new HashMap<String, Long>();
            machine.cards().forEach((resource, all) -> free.put(resource, all - held.getOrDefault(resource, 0L)));
            var left = machine.allocatable().minus(promised.getOrDefault(machine.name(), Amounts.ZERO));
            return new FreeBlocks.Room(
                    machine, left, free, machine.pods() - podCounts.getOrDefault(machine.name(), 0L));
        }
    }

    private static Amounts sum(Collection<MachineView> machines, Function<MachineView, Amounts> what) {
        return whole(machines.stream().map(what).toList());
    }

    /** The sum of parts; what is not known of one part with cards is not known of all. Where there are no cards, it is zero. */
    static Amounts whole(Collection<Amounts> parts) {
        var sum = parts.stream().reduce(Amounts.UNKNOWN, Amounts::plus);
        if (parts.stream().anyMatch(Amounts::hidesCardMemory)) {
            return sum.without(Measure.GPU_MEMORY);
        }
        return sum.orZero(Measure.GPU) == 0 ? sum.with(Measure.GPU_MEMORY, 0) : sum;
    }

    /** Pods that a source measures one by one, put together by whose they are. */
    Map<PodName, Group> groupsOfHolders() {
        return holders.stream()
                .collect(Collectors.toMap(holder -> holder.pod().name(), Holder::group, (one, other) -> one));
    }
}
