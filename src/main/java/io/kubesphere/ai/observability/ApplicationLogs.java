package io.kubesphere.ai.observability;

import io.kubesphere.ai.kernel.tenancy.Place;
import java.util.List;
import java.util.Optional;

/**
 * Lines of all pods of a place, as the cluster's log store keeps them; where there is none, those of runs from our own archive. What is
 * outside the place is never found, whatever is asked.
 */
public interface ApplicationLogs {

    /** A page of them. */
    FoundLines search(Place place, LineFilter.Wanted wanted, LinePaging paging);

    /** How many there were when, by level. */
    LogHistogram histogram(Place place, LineFilter.Wanted wanted, Optional<String> step);

    /** Those that come from now on, or behind the event of which the client says that it was its last. */
    LineTail follow(Place place, LineFilter.Wanted wanted, Optional<String> behind);

    /** All of them in the order of their times, up to a number that may be told. */
    LineExport export(Place place, LineFilter.Wanted wanted, Optional<String> limit);

    /** Where other tools show the same lines; {@code wanted} says which. */
    List<LogLink> links(Place place, LineFilter.Wanted wanted);
}
