package io.kubesphere.ai.training.control;

import static java.util.stream.Collectors.toMap;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.LoggedModel;
import io.kubesphere.ai.training.LoggedModels;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.store.LoggedModelStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes what programs say about their models. */
@ApplicationScoped
class ModelDesk implements LoggedModels {
    private final TrackingScope scope;
    private final LoggedModelStore models;
    private final Clock clock;

    ModelDesk(TrackingScope scope, LoggedModelStore models, Clock clock) {
        this.scope = scope;
        this.models = models;
        this.clock = clock;
    }

    @Override
    public LoggedModel begin(RunIdentity caller, Draft draft) {
        var root = scope.root(caller);
        var source = draft.source().map(run -> scope.writable(caller, run).run().toString());
        var id = "m-" + UUID.randomUUID().toString().replace("-", "");
        var model = new LoggedModel(
                id,
                source,
                draft.name().isEmpty() ? id : draft.name(),
                draft.type(),
                LoggedModel.Status.PENDING,
                map(ReportRules.parameters(draft.parameters())),
                map(ReportRules.tags(draft.tags())),
                clock.instant(),
                clock.instant());
        models.begin(root, model);
        return model;
    }

    @Override
    public LoggedModel get(RunIdentity caller, String id) {
        return models.find(scope.root(caller), id).orElseThrow(() -> unknown(id));
    }

    @Override
    public LoggedModel finish(RunIdentity caller, String id, LoggedModel.Status status) {
        require(models.finish(scope.root(caller), id, status, clock.instant()), id);
        return get(caller, id);
    }

    @Override
    public void describe(RunIdentity caller, String id, List<ReportedText> parameters, List<ReportedText> tags) {
        var isThere = models.describe(
                scope.root(caller), id, ReportRules.parameters(parameters), ReportRules.tags(tags), clock.instant());
        require(isThere, id);
    }

    private static void require(boolean isThere, String id) {
        if (!isThere) {
            throw unknown(id);
        }
    }

    private static Problem unknown(String id) {
        return Problem.of(Problem.Code.NOT_FOUND, "there is no model %s that this program may see", id);
    }

    private static Map<String, String> map(List<ReportedText> texts) {
        return texts.stream().collect(toMap(ReportedText::key, ReportedText::value, (first, last) -> last));
    }
}
