package io.kubesphere.ai.standalone.ksapiserver.login;

import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;
import java.util.List;
import java.util.Optional;

/** Users and service accounts of KubeSphere. */
public final class Accounts {
    private final Shelf<Account> users;
    private final Shelf<String> serviceAccounts;

    public Accounts(Watches watches) {
        this.users = watches.shelf(KubeSphereKinds.USER, Account::of, Account::tags);
        this.serviceAccounts =
                watches.shelf(KubeSphereKinds.SERVICE_ACCOUNT, account -> Json.text(account, "metadata", "name"));
    }

    public Optional<Account> find(String name) {
        return users.find(name);
    }

    public List<Account> all() {
        return users.all();
    }

    /** What people type into a login form. */
    Optional<Account> byNameOrEmail(String login) {
        return login.contains("@") ? users.tagged(login).stream().findFirst() : users.find(login);
    }

    boolean hasServiceAccount(String namespace, String name) {
        return serviceAccounts.find(namespace, name).isPresent();
    }
}
