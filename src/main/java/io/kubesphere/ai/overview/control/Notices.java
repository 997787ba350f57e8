package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.Overview.Notice;
import java.util.ArrayList;
import java.util.List;

/** What keeps a page from being whole, each in one sentence that an admin can act on. */
final class Notices {
    private Notices() {}

    static List<Notice> of(Census census, Facts.UseNow now, boolean keepsHistory) {
        var notices = new ArrayList<Notice>();
        now.problem().ifPresent(problem -> notices.add(new Notice(Use.NO_ANSWER, problem.getMessage())));
        var use = now.use();
        if (use.missing().equals(Use.NO_SOURCE)) {
            notices.add(new Notice(
                    Use.NO_SOURCE,
                    "Nobody measures what is used: set the address of a Prometheus (overview.prometheus.url), or install"
                            + " metrics-server for CPU and memory"));
        } else if (!keepsHistory) {
            notices.add(new Notice("NoHistory", "Figures over time need a Prometheus (overview.prometheus.url)"));
        }
        if (now.problem().isEmpty() && hasCards(census) && !use.measures(Measure.GPU)) {
            notices.add(new Notice(
                    "NoCardSamples", "There are cards, but nobody measures them: install NVIDIA's DCGM exporter"));
        }
        silent(census, use, notices);
        return List.copyOf(notices);
    }

    private static boolean hasCards(Census census) {
        return census.capacity().orZero(Measure.GPU) > 0;
    }

    private static void silent(Census census, Use use, List<Notice> notices) {
        var measured = use.usage().machines();
        var silent = census.machines().keySet().stream()
                .filter(name -> !measured.containsKey(name))
                .count();
        if (use.measures(Measure.CPU) && silent > 0) {
            notices.add(new Notice(
                    "MachinesSilent",
                    silent + " of " + census.machines().size()
                            + " machines are not measured, so the used figures are too low"));
        }
    }
}
