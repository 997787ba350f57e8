package io.kubesphere.ai.notification.engine;

import io.kubesphere.ai.kernel.outbound.Letter;

/** Puts a notice into the words that a kind of receiver understands; the same words in every attempt. */
public interface Wording {
    Letter letter(Notice notice, Receiver to);
}
