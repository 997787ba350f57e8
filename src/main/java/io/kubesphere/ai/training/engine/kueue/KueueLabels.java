package io.kubesphere.ai.training.engine.kueue;

import io.kubesphere.ai.training.engine.RunPlan;
import java.util.HashMap;
import java.util.Map;

/** Labels of an engine's main object; written by us, read by Kueue. */
public final class KueueLabels {
    static final String QUEUE = "kueue.x-k8s.io/queue-name";
    static final String PRIORITY = "kueue.x-k8s.io/priority-class";

    private KueueLabels() {}

    /** The plan's own labels and, with a queue, those by which Kueue takes the object over. */
    public static Map<String, String> of(RunPlan plan) {
        var labels = new HashMap<>(plan.labels());
        plan.queue().ifPresent(queue -> {
            labels.put(QUEUE, queue);
            plan.priority().ifPresent(priority -> labels.put(PRIORITY, priority));
        });
        return labels;
    }

    /**
     * How an object begins its life. In a queue always suspended: it is the queue that starts it, and nobody else ever
     * touches that field again. A plan that is paused in a queue is held by the queue's own object.
     */
    public static boolean suspended(RunPlan plan) {
        return plan.queue().isPresent() || plan.suspend();
    }
}
