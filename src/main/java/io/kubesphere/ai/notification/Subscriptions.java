package io.kubesphere.ai.notification;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;

/** Who wants to know what in a project. */
public interface Subscriptions {

    Page<Subscription> page(String project, ListQuery query);

    Subscription get(String project, String name);

    /** Makes one; a 409 when the name is taken, a 422 for an address that cannot be asked. */
    Subscription create(String user, String project, SubscriptionRequest request);

    /** Replaces one but for its name, its creator and, without a target in the request, its address and secrets. */
    Subscription replace(String project, String name, SubscriptionRequest request);

    /** Forgets it with all that was sent or waits for it. */
    void delete(String project, String name);

    /** Has a test sent the way everything is sent, and answers the delivery to follow. */
    Delivery test(String user, String project, String name);
}
