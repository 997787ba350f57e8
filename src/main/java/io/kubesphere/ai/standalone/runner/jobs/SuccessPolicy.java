package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.batch.v1.SuccessPolicyRule;
import java.util.List;
import java.util.Optional;

/** Whether an Indexed job has succeeded although not all of its indexes have. */
record SuccessPolicy(JobSpecs job) {

    Optional<Verdict> verdict(Indexes completed) {
        var rules = Optional.ofNullable(job.job().getSpec().getSuccessPolicy())
                .map(policy -> policy.getRules())
                .orElse(List.of());
        for (var number = 0; number < rules.size(); number++) {
            if (isMet(rules.get(number), completed)) {
                return Optional.of(new Verdict(true, "SuccessPolicy", "Matched rules at index " + number));
            }
        }
        return Optional.empty();
    }

    private boolean isMet(SuccessPolicyRule rule, Indexes completed) {
        var limit = job.completions().orElse(0);
        var named = Optional.ofNullable(rule.getSucceededIndexes()).map(text -> Indexes.parse(text, limit));
        var eligible = named.map(completed::and).orElse(completed).size();
        var wanted = Optional.ofNullable(rule.getSucceededCount()).or(() -> named.map(Indexes::size));
        return wanted.filter(count -> eligible >= count).isPresent();
    }
}
