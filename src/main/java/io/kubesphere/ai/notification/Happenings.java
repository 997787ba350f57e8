package io.kubesphere.ai.notification;

import java.util.Optional;
import java.util.Set;

/**
 * Where modules tell what has happened. All of it takes part in a transaction that the caller has open, so that a change and
 * its being told are one; a Problem UNAVAILABLE when the database is away, and then nothing is recorded.
 */
public interface Happenings {

    /** Records it and for whom it is; the same key again changes nothing. */
    void tell(Happening happening);

    /**
     * Says that a condition holds. It is told when it did not hold before; if it held not long ago, only once it has held
     * for a while, so that what flaps is not told each time.
     *
     * @param condition a name for it, for ever
     * @param beginning told then; its key is not used
     */
    void begun(String condition, Happening beginning);

    /**
     * Says that a condition does not hold any more; nothing when it did not.
     *
     * @param end told if the beginning was; its key is not used
     */
    void over(String condition, Optional<Happening> end);

    /** Conditions that hold and whose names begin so. */
    Set<String> standing(String prefix);
}
