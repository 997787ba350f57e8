package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.Overview.IdleGpu;
import io.kubesphere.ai.overview.PodName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Pods that hold cards and have not used them for a whole window; a pod that is younger than that is given time. */
record IdleCards(Census census, Board board, Duration window, double below, int rows) {

    /** Those that hold most first. Empty where nobody can say; cards that several pods share have no peak of their own. */
    List<IdleGpu> list() {
        var peaks = board.use().usage().peaks();
        if (peaks.isEmpty()) {
            return List.of();
        }
        return idle().sorted(Comparator.<Census.Holder>comparingLong(
                                holder -> -holder.promised().orZero(Measure.GPU))
                        .thenComparing(holder -> holder.pod().name().toString()))
                .limit(rows)
                .map(holder -> line(holder, peaks.get()))
                .toList();
    }

    /** All of them, in no order. */
    Stream<Census.Holder> idle() {
        var peaks = board.use().usage().peaks().orElse(Map.of());
        return census.cardHolders().stream()
                .filter(holder -> board.isInScope(holder.group()))
                .filter(this::isOldEnough)
                .filter(holder -> isIdle(holder, peaks));
    }

    private boolean isOldEnough(Census.Holder holder) {
        return holder.pod().started().isBefore(census.time().minus(window));
    }

    private boolean isIdle(Census.Holder holder, Map<PodName, Long> peaks) {
        var peak = peaks.get(holder.pod().name());
        return peak != null && peak < below * holder.promised().orZero(Measure.GPU);
    }

    private IdleGpu line(Census.Holder holder, Map<PodName, Long> peaks) {
        var peak = board.use().reading(Measure.GPU);
        return new IdleGpu(
                holder.pod().name().namespace(),
                holder.pod().name().name(),
                holder.pod().machine(),
                Optional.of(holder.group().application()).filter(name -> !name.isEmpty()),
                Optional.of(holder.group().owner()).filter(name -> !name.isEmpty()),
                board.counted(Measure.GPU, holder.promised()),
                Figure.of(Measure.GPU, OptionalLong.of(peaks.get(holder.pod().name())), peak),
                window.toString());
    }
}
