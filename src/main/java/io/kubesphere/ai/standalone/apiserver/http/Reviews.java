package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.http.Answer.Reply;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.Map;

/** Access and token reviews: this server has one user, an admin, who may do everything. */
final class Reviews {

    static final Map<String, String> AUTHORIZATION = Map.of(
            "selfsubjectaccessreviews", "SelfSubjectAccessReview",
            "subjectaccessreviews", "SubjectAccessReview",
            "localsubjectaccessreviews", "LocalSubjectAccessReview",
            "selfsubjectrulesreviews", "SelfSubjectRulesReview");
    static final Map<String, String> AUTHENTICATION =
            Map.of("tokenreviews", "TokenReview", "selfsubjectreviews", "SelfSubjectReview");

    boolean serves(ApiPath path) {
        return switch (path.group()) {
            case "authorization.k8s.io" -> AUTHORIZATION.containsKey(path.plural());
            case "authentication.k8s.io" -> AUTHENTICATION.containsKey(path.plural());
            default -> false;
        };
    }

    Answer answer(Call call, ApiPath path) {
        if (!call.method().equals("POST")) {
            throw Router.notAllowed();
        }
        var review = call.object();
        var status = review.putObject("status");
        switch (path.plural()) {
            case "selfsubjectrulesreviews" -> {
                var everything = Json.array().add("*");
                status.put("incomplete", false);
                var rule = status.putArray("resourceRules").addObject();
                rule.set("verbs", everything);
                rule.set("apiGroups", everything);
                rule.set("resources", everything);
                var urls = status.putArray("nonResourceRules").addObject();
                urls.set("verbs", everything);
                urls.set("nonResourceURLs", everything);
            }
            case "tokenreviews" -> status.put("authenticated", false);
            case "selfsubjectreviews" ->
                status.putObject("userInfo")
                        .put("username", "system:admin")
                        .putArray("groups")
                        .add("system:masters");
            default -> status.put("allowed", true);
        }
        return Reply.json(201, review);
    }
}
