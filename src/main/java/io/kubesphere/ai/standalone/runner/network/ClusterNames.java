package io.kubesphere.ai.standalone.runner.network;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts addresses in the place of names that only a cluster's DNS knows: {@code <hostname>.<subdomain>} of a pod wherever it
 * stands as a name of its own, and names of ordinary Services in URLs. As in a cluster, a name without namespace means
 * the one of the pod that says it.
 */
public final class ClusterNames {

    private static final String LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
    private static final String SUFFIX = "(?:\\.(?<namespace>" + LABEL + ")(?:\\.svc(?:\\.cluster\\.local)?)?)?";

    /** Not within a longer name or a path, but right behind the slashes of a URL. */
    private static final String BEGINS = "(?<![A-Za-z0-9._-])(?<!(?<!:/)/)";

    private static final String ENDS = "(?![A-Za-z0-9_-]|\\.[A-Za-z0-9])";
    private static final Pattern MEMBER =
            Pattern.compile(BEGINS + "(?<host>" + LABEL + ")\\.(?<subdomain>" + LABEL + ")" + SUFFIX + ENDS);
    private static final Pattern IN_URL = Pattern.compile(
            "(?<=://)(?<login>[^/@\\s\"']*@)?(?<name>" + LABEL + ")" + SUFFIX + "(?::\\d{1,5})?" + ENDS);
    private static final Pattern NUMBERED = Pattern.compile(".*-\\d+");

    private final PodAddresses addresses;
    private final Groups groups;
    private final List<ServiceAddress> services;

    /** Which groups of pods have names. */
    public interface Groups {

        /** Whether there is a headless Service of this name, or a pod that names it as its subdomain. */
        boolean isGroup(String namespace, String subdomain);

        /** Whether a live pod has this name. */
        boolean isMember(String namespace, String subdomain, String hostname);
    }

    public ClusterNames(PodAddresses addresses, Groups groups, List<ServiceAddress> services) {
        this.addresses = addresses;
        this.groups = groups;
        this.services = List.copyOf(services);
    }

    /** The text as a pod of this namespace must get it. */
    public String resolve(String text, String namespace) {
        if (text.indexOf('.') < 0 && !text.contains("://")) {
            return text;
        }
        var withServices = replace(IN_URL, text, found -> service(found, namespace));
        return replace(MEMBER, withServices, found -> member(found, namespace));
    }

    private static String replace(Pattern pattern, String text, Function<Matcher, Optional<String>> replacement) {
        var matcher = pattern.matcher(text);
        var result = new StringBuilder();
        while (matcher.find()) {
            var with = replacement.apply(matcher).orElseGet(matcher::group);
            matcher.appendReplacement(result, Matcher.quoteReplacement(with));
        }
        return matcher.appendTail(result).toString();
    }

    /** A member that has no pod yet is believed if it has a number: another rank of a job may start a moment later. */
    private Optional<String> member(Matcher found, String own) {
        var namespace = Optional.ofNullable(found.group("namespace")).orElse(own);
        var host = found.group("host");
        var subdomain = found.group("subdomain");
        if (!groups.isGroup(namespace, subdomain)) {
            return Optional.empty();
        }
        var isMember = groups.isMember(namespace, subdomain, host)
                || NUMBERED.matcher(host).matches();
        return isMember
                ? Optional.of(addresses.of(PodAddresses.Holder.member(namespace, subdomain, host)))
                : Optional.empty();
    }

    private Optional<String> service(Matcher found, String own) {
        var namespace = Optional.ofNullable(found.group("namespace")).orElse(own);
        var login = Optional.ofNullable(found.group("login")).orElse("");
        return services.stream()
                .filter(service -> service.name().equals(found.group("name")))
                .filter(service -> service.namespace().equals(namespace))
                .map(service -> login + service.hostAndPort())
                .findFirst();
    }
}
