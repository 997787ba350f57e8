package io.kubesphere.ai.standalone.runner.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kubesphere.ai.standalone.runner.state.JsonFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Gives each pod an address of its own in 127.0.0.0/8, all of which Linux answers on the loopback interface; other systems
 * have 127.0.0.1 alone until more are configured. An address follows from what it is for, so that the members of a group
 * know each other's before they have started, and it is kept as long as there is one of them.
 */
public final class PodAddresses {

    private static final int BYTE = 256;
    private static final int FIRST_NET = 1;
    private static final int NETS = 254;

    private final JsonFile<Book> file;
    private final Map<String, String> byHolder = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<Holder, String> occupants = new HashMap<>();

    /** The file's content: holder to address. */
    record Book(@JsonProperty("addresses") Map<String, String> addresses) {}

    public PodAddresses(Path file) {
        this.file = new JsonFile<>(file, Book.class);
        this.file.read().ifPresent(book -> byHolder.putAll(book.addresses()));
        taken.addAll(byHolder.values());
    }

    /** Who has an address: a member of a group that has a name, or a pod that nobody can name. */
    public record Holder(String key) {

        /** The pod that {@code hostname.subdomain} means. */
        public static Holder member(String namespace, String subdomain, String hostname) {
            return new Holder("name/" + namespace + "/" + subdomain + "/" + hostname);
        }

        public static Holder pod(String uid) {
            return new Holder("uid/" + uid);
        }

        /** A pod by itself, or the group that a member is in: its addresses are known and forgotten together. */
        public String scope() {
            return key.startsWith("uid/") ? key : key.substring(0, key.lastIndexOf('/'));
        }
    }

    /** The holder's address, from now on if it had none. */
    public synchronized String of(Holder holder) {
        var known = byHolder.get(holder.key());
        if (known != null) {
            return known;
        }
        var address = free(holder.key());
        byHolder.put(holder.key(), address);
        taken.add(address);
        save();
        return address;
    }

    /**
     * Moves a pod in, which has the address for itself until it moves out.
     *
     * @return false while another pod lives there: an earlier one of the same name that has not ended yet
     */
    public synchronized boolean moveIn(Holder holder, String uid) {
        return occupants.computeIfAbsent(holder, unused -> uid).equals(uid);
    }

    public synchronized void moveOut(Holder holder, String uid) {
        occupants.remove(holder, uid);
    }

    /** Forgets the addresses of all who are in none of these scopes. */
    public synchronized void retain(Set<String> scopes) {
        var before = byHolder.size();
        byHolder.keySet().removeIf(key -> !scopes.contains(new Holder(key).scope()));
        if (byHolder.size() != before) {
            taken.clear();
            taken.addAll(byHolder.values());
            save();
        }
    }

    private String free(String key) {
        var hash = new CRC32();
        for (var probe = 0; ; probe++) {
            hash.reset();
            hash.update((key + "#" + probe).getBytes(StandardCharsets.UTF_8));
            var address = address(hash.getValue());
            if (!taken.contains(address)) {
                return address;
            }
        }
    }

    /** 127.1.0.1 to 127.254.255.254: not 127.0.0.0/16, where people run things of their own. */
    private static String address(long hash) {
        var net = FIRST_NET + (int) (hash % NETS);
        var middle = (int) (hash / NETS % BYTE);
        var host = 1 + (int) (hash / NETS / BYTE % NETS);
        return "127." + net + "." + middle + "." + host;
    }

    private void save() {
        file.write(new Book(Map.copyOf(byHolder)));
    }
}
