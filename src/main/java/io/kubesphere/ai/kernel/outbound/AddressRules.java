package io.kubesphere.ai.kernel.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses users may have us connect to: public ones, and what the admin allows. Everything else leads to the
 * cluster, its nodes, their metadata or to ourselves.
 */
final class AddressRules {
    /** IANA's special-purpose registry for IPv4: none of it is reached over the Internet as what it says. */
    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Azure's virtual machines get their secrets here, at an address that looks public.
                    "168.63.129.16/32",
                    // Of IPv6 only 2000::/3 is given out; these parts of it are special.
                    "2001::/23",
                    "2001:db8::/32",
                    "3fff::/20")
            .map(Network::of)
            .toList();

    private static final Network GIVEN_OUT = Network.of("2000::/3");
    private static final Network NAT64 = Network.of("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");

    private final Places allowed;
    private final Places denied;

    private AddressRules(Places allowed, Places denied) {
        this.allowed = allowed;
        this.denied = denied;
    }

    static AddressRules of(List<String> allowed, List<String> denied) {
        return new AddressRules(Places.of(allowed), Places.of(denied));
    }

    /** Hosts and networks of one list. */
    private record Places(List<Network> networks, List<String> hosts) {
        static Places of(List<String> texts) {
            var clean = texts.stream()
                    .map(text -> text.strip().toLowerCase(Locale.ROOT))
                    .filter(text -> !text.isEmpty())
                    .toList();
            return new Places(
                    clean.stream().map(Network::parse).flatMap(Optional::stream).toList(),
                    clean.stream().filter(text -> Network.parse(text).isEmpty()).toList());
        }

        boolean have(String host) {
            var name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
            return hosts.stream()
                    .anyMatch(each -> each.startsWith("*.") ? name.endsWith(each.substring(1)) : name.equals(each));
        }

        boolean have(InetAddress address) {
            return networks.stream().anyMatch(network -> network.contains(address));
        }
    }

    /** Whether the admin has named the host, so that he answers for the way to it. */
    boolean isNamed(String host) {
        return allowed.have(host)
                || Network.parse(host).filter(one -> allowed.have(one.base())).isPresent();
    }

    /** Why there is no connection to an address of the host; empty when there may be. */
    Optional<String> refusal(String host, InetAddress address) {
        if (denied.have(host) || denied.have(address)) {
            return Optional.of(host + " is refused by the platform's settings");
        }
        if (allowed.have(host) || allowed.have(address) || isPublic(address)) {
            return Optional.empty();
        }
        return Optional.of(host + " is at " + address.getHostAddress()
                + ", which is no public address; the platform admin can allow it");
    }

    private static boolean isPublic(InetAddress address) {
        if (address instanceof Inet6Address six) {
            var inner = carried(six);
            if (inner.isPresent()) {
                return isPublic(inner.get());
            }
            if (!GIVEN_OUT.contains(six)) {
                return false;
            }
        }
        return NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    /** The IPv4 address that a gateway would go on to. */
    private static Optional<InetAddress> carried(Inet6Address address) {
        if (NAT64.contains(address)) {
            return Optional.of(part(address, 12));
        }
        return SIX_TO_FOUR.contains(address) ? Optional.of(part(address, 2)) : Optional.empty();
    }

    private static InetAddress part(Inet6Address address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
