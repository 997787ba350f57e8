package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.notification.Happening.About;
import io.kubesphere.ai.notification.Happening.Thing;
import io.kubesphere.ai.notification.Happening.Words;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.Happenings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells that the datasets of a project come near to what they may have, or are there; each is over a little below. */
@ApplicationScoped
class QuotaNews {
    private static final Logger LOG = Logger.getLogger(QuotaNews.class);
    private static final int NEARLY = 80;
    private static final int FULL = 100;
    private static final int LESS = 5;

    private final Happenings happenings;
    private final Workspaces workspaces;
    private final Clock clock;

    QuotaNews(Happenings happenings, Workspaces workspaces, Clock clock) {
        this.happenings = happenings;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    void measured(String project, long used, long quota) {
        var percent = quota == 0 ? FULL : (int) Math.min(FULL, (double) used / quota * FULL);
        against(project, percent, NEARLY, happening(project, HappeningKind.QuotaNearlyReached, used, quota));
        against(project, percent, FULL, happening(project, HappeningKind.QuotaReached, used, quota));
    }

    private void against(String project, int percent, int mark, Happening happening) {
        if (percent >= mark) {
            happenings.begun(condition(project, mark), happening);
        } else if (percent < mark - LESS) {
            happenings.over(condition(project, mark), Optional.empty());
        }
    }

    /** Something was refused for want of space. That it cannot be told now is no reason for another answer. */
    void refused(String project, long used, long quota) {
        try {
            happenings.begun(condition(project, FULL), happening(project, HappeningKind.QuotaReached, used, quota));
        } catch (Problem away) {
            LOG.infof("a full quota is told later project=%s cause=%s", project, away.getMessage());
        }
    }

    private static String condition(String project, int mark) {
        return "datasetquota/" + project + "/" + mark;
    }

    private Happening happening(String project, HappeningKind kind, long used, long quota) {
        var about = new About(
                project,
                workspaces.workspaceOf(project).orElse(""),
                new Thing("Project", project, project),
                "",
                "",
                "");
        var words = new Words(
                kind.name(),
                "The datasets of this project may have %d bytes and have %d".formatted(quota, used),
                "Delete versions that are not needed, or ask the platform admin for more");
        return new Happening("", kind, about, words, clock.instant());
    }
}
