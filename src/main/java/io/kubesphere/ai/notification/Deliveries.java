package io.kubesphere.ai.notification;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.tenancy.Place;

/** What was sent, or is to be. */
public interface Deliveries {

    /** Without their attempts. */
    Page<Delivery> page(Place place, ListQuery query);

    /** With its attempts. */
    Delivery get(String project, String id);

    /** Lets one that was given up, or has arrived, be sent once more; a 409 for one that still waits. */
    Delivery resend(String project, String id);
}
