package io.kubesphere.ai.notification.control;

import io.kubesphere.ai.kernel.outbound.OutboundHttp;
import io.kubesphere.ai.kernel.outbound.Receipt;
import io.kubesphere.ai.kernel.outbound.RefusedAddress;
import io.kubesphere.ai.notification.Delivery.Attempt;
import io.kubesphere.ai.notification.control.RetryPolicy.Result;
import io.kubesphere.ai.notification.engine.Notice;
import io.kubesphere.ai.notification.store.DeliveryRow;
import io.kubesphere.ai.notification.store.SubscriptionRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Sends one delivery once. Those of users pass the rules for where users may have us connect to. */
@ApplicationScoped
class Courier {
    private final OperatorReceivers operators;
    private final OutboundHttp http;
    private final NotificationConfig config;
    private final Clock clock;

    Courier(OperatorReceivers operators, OutboundHttp http, NotificationConfig config, Clock clock) {
        this.operators = operators;
        this.http = http;
        this.config = config;
        this.clock = clock;
    }

    /** What was done and what came of it. */
    record Sent(Attempt attempt, Result result) {}

    Sent send(SubscriptionRow to, DeliveryRow delivery) {
        var begun = clock.instant();
        try {
            var receipt = receipt(to, new Notice(delivery.eventId(), delivery.sequence(), delivery.happening(), begun));
            var fault = fault(receipt.status());
            var result = new Result(
                    Optional.of(receipt.status()), receipt.retryAfter().flatMap(this::wait), fault, false);
            return sent(begun, result, printable(receipt.beginning()));
        } catch (IOException failed) {
            var refused = RefusedAddress.in(failed);
            var fault = refused.map(RefusedAddress::getMessage).orElseGet(() -> words(failed, begun));
            return sent(begun, new Result(Optional.empty(), Optional.empty(), fault, refused.isPresent()), "");
        }
    }

    private Receipt receipt(SubscriptionRow to, Notice notice) throws IOException {
        var route = operators.route(to);
        var client = to.isOperators() ? operators.http() : http;
        return client.post(route.wording().letter(notice, route.receiver()), config.deadline());
    }

    private Sent sent(Instant begun, Result result, String answer) {
        var millis = Duration.between(begun, clock.instant()).toMillis();
        return new Sent(new Attempt(0, begun, millis, result.status(), answer, result.fault()), result);
    }

    private static String fault(int status) {
        if (status >= 200 && status < 300) {
            return "";
        }
        return status >= 300 && status < 400
                ? "the receiver answered " + status + "; redirects are not followed, name the address itself"
                : "the receiver answered " + status;
    }

    /** Messages of libraries may hold the address, which is a secret. */
    private String words(IOException failed, Instant begun) {
        if (failed instanceof SocketTimeoutException || !clock.instant().isBefore(begun.plus(config.deadline()))) {
            return "the receiver did not answer within " + config.deadline().toSeconds() + " s";
        }
        if (failed instanceof UnknownHostException) {
            return "nobody knows the receiver's name";
        }
        if (failed instanceof SSLException) {
            return "no encrypted connection to the receiver: its certificate or protocol is not accepted";
        }
        return failed instanceof ConnectException
                ? "the receiver takes no connection"
                : "the connection to the receiver broke before there was an answer";
    }

    /** Seconds or a date (RFC 9110); anything else is as if it were not there. */
    private Optional<Duration> wait(String header) {
        try {
            return Optional.of(
                            header.matches("\\d{1,9}")
                                    ? Duration.ofSeconds(Long.parseLong(header))
                                    : Duration.between(
                                            clock.instant(),
                                            ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                                                    .toInstant()))
                    .filter(left -> !left.isNegative());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
