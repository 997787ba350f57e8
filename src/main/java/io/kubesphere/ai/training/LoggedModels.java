package io.kubesphere.ai.training;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import java.util.List;
import java.util.Optional;

/** What programs say about models they have made (MLflow 3); each sees those of its own run only. */
public interface LoggedModels {

    /**
     * A model that a program begins to write.
     *
     * @param source run that makes it; empty when the program names none
     */
    record Draft(
            String name, String type, Optional<String> source, List<ReportedText> parameters, List<ReportedText> tags) {
        public Draft {
            parameters = List.copyOf(parameters);
            tags = List.copyOf(tags);
        }
    }

    LoggedModel begin(RunIdentity caller, Draft draft);

    LoggedModel get(RunIdentity caller, String id);

    LoggedModel finish(RunIdentity caller, String id, LoggedModel.Status status);

    void describe(RunIdentity caller, String id, List<ReportedText> parameters, List<ReportedText> tags);
}
