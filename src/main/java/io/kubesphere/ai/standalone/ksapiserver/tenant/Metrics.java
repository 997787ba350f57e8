package io.kubesphere.ai.standalone.ksapiserver.tenant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import java.time.Instant;

/** Counts for the console's overviews, each in the form of a Prometheus vector with one sample. */
final class Metrics {
    private final ObjectNode body = Json.object();
    private final ArrayNode results = body.putArray("results");
    private final Instant now;

    Metrics(Instant now) {
        this.now = now;
    }

    Metrics count(String name, int count) {
        var metric = results.addObject().put("metric_name", name);
        var data = metric.putObject("data").put("resultType", "vector");
        var sample = data.putArray("result").addObject().putArray("value");
        sample.add(now.getEpochSecond()).add(count);
        return this;
    }

    /** KubeSphere leaves these out where there are none. */
    Metrics countOfSome(String name, int count) {
        return count == 0 ? this : count(name, count);
    }

    Reply reply() {
        return Reply.json(200, body);
    }
}
