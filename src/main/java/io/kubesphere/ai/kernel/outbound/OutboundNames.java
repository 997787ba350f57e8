package io.kubesphere.ai.kernel.outbound;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up for HTTP clients, which connect to what is answered here and to nothing else. All addresses of a name
 * must be good: one that is not is a trap or a mistake.
 */
@ApplicationScoped
public class OutboundNames implements DnsResolver {
    /** Who knows the addresses of names. */
    @FunctionalInterface
    public interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final AddressRules rules;
    private final Lookup lookup;

    @Inject
    OutboundNames(OutboundConfig config) {
        this(
                AddressRules.of(
                        config.allowed().orElse(List.of()), config.denied().orElse(List.of())),
                InetAddress::getAllByName);
    }

    private OutboundNames(AddressRules rules, Lookup lookup) {
        this.rules = rules;
        this.lookup = lookup;
    }

    /** With rules and a name server of its own, without CDI. */
    public static OutboundNames of(List<String> allowed, List<String> denied, Lookup lookup) {
        return new OutboundNames(AddressRules.of(allowed, denied), lookup);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = lookup.addresses(host);
        for (var address : found) {
            var refusal = rules.refusal(host, address);
            if (refusal.isPresent()) {
                throw new RefusedAddress(refusal.get());
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Why there is no request to this address at all, whatever its name means; the name is looked up when it is made. */
    public Optional<String> fault(URI address) {
        var scheme = address.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            return Optional.of("must begin with http:// or https://");
        }
        if (address.getHost() == null || address.getHost().isEmpty()) {
            return Optional.of("must name a host");
        }
        if (address.getRawUserInfo() != null) {
            return Optional.of("must not have a user or password; put them into a Secret");
        }
        return literalFault(bare(address.getHost()));
    }

    private Optional<String> literalFault(String host) {
        return Network.parse(host).flatMap(literal -> rules.refusal(host, literal.base()));
    }

    /** Whether secrets may go there: encrypted, or to a host that the admin answers for. */
    public boolean isConfidential(URI address) {
        return "https".equalsIgnoreCase(address.getScheme()) || rules.isNamed(bare(address.getHost()));
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
