package io.kubesphere.ai.standalone.ksapiserver.tenant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.kubesphere.ai.standalone.ksapiserver.iam.Authorizer;
import io.kubesphere.ai.standalone.ksapiserver.iam.Binding;
import io.kubesphere.ai.standalone.ksapiserver.iam.IamObjects;
import io.kubesphere.ai.standalone.ksapiserver.iam.RoleTemplate;
import io.kubesphere.ai.standalone.ksapiserver.login.Account;
import io.kubesphere.ai.standalone.ksapiserver.login.Accounts;
import io.kubesphere.ai.standalone.ksapiserver.path.Attempt;
import io.kubesphere.ai.standalone.ksapiserver.path.Scope;
import io.kubesphere.ai.standalone.ksapiserver.path.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code iam.kubesphere.io}: users, members and reviews. Whether the caller may ask has been decided from the path. */
public final class IamRoutes {
    private static final String ROOT = "/kapis/iam.kubesphere.io/v1beta1";

    private final Accounts accounts;
    private final IamObjects iam;
    private final Authorizer authorizer;

    public IamRoutes(Accounts accounts, IamObjects iam) {
        this.accounts = accounts;
        this.iam = iam;
        this.authorizer = new Authorizer(iam);
    }

    public List<Route> routes() {
        var reviews = new AccessReviews(authorizer);
        return List.of(
                Route.get(ROOT + "/users", (exchange, in) -> users(exchange)),
                Route.get(ROOT + "/users/{user}", (exchange, in) -> user(in.get("user"))),
                Route.get(ROOT + "/users/{user}/roletemplates", this::roleTemplates),
                Route.get(ROOT + "/workspaces/{workspace}/workspacemembers", this::workspaceMembers),
                Route.get(ROOT + "/workspaces/{workspace}/workspacemembers/{member}", this::workspaceMember),
                Route.get(ROOT + "/namespaces/{namespace}/namespacemembers", this::namespaceMembers),
                Route.post(ROOT + "/subjectaccessreviews", (exchange, in) -> reviews.answer(exchange)));
    }

    private Reply users(Exchange exchange) {
        var users = accounts.all().stream().map(Account::object).toList();
        return Listing.reply(users, exchange.location().query());
    }

    private Reply user(String name) {
        return accounts.find(name)
                .map(account -> Reply.json(200, account.object()))
                .orElseGet(() -> Reply.text(404, "users.iam.kubesphere.io \"" + name + "\" not found"));
    }

    private Reply roleTemplates(Exchange exchange, Map<String, String> in) {
        var user = in.get("user");
        if (!user.equals(exchange.caller().name()) && !mayLookAtUsers(exchange)) {
            return Reply.text(403, "users.iam.kubesphere.io \"" + user + "\" is forbidden: not allow to get users");
        }
        var query = exchange.location().query();
        var scope = query.text("scope");
        var place = scope.equals("workspace") || scope.equals("namespace") ? query.text(scope) : "";
        var body = Json.object();
        var items = body.putArray("items");
        iam.templatesOf(user, scope, place).stream().map(RoleTemplate::object).forEach(items::add);
        return Reply.json(200, body.put("totalItems", items.size()));
    }

    private boolean mayLookAtUsers(Exchange exchange) {
        var users = new Target(Scope.GLOBAL, "", "", "", "", "users", "", "");
        return authorizer
                .allows(exchange.caller(), new Attempt("get", "", false, Optional.of(users)))
                .isPresent();
    }

    private Reply workspaceMembers(Exchange exchange, Map<String, String> in) {
        var bindings = iam.workspaceBindingsIn(in.get("workspace"));
        return members(exchange, bindings, "workspacerole");
    }

    private Reply namespaceMembers(Exchange exchange, Map<String, String> in) {
        return members(exchange, iam.bindingsIn(in.get("namespace")), "role");
    }

    private static Reply members(Exchange exchange, List<Binding> bindings, String roleParameter) {
        var query = exchange.location().query();
        var role = query.text(roleParameter);
        var members = bindings.stream()
                .filter(binding -> role.isEmpty() || binding.roleName().equals(role))
                .flatMap(binding -> member(binding, roleParameter))
                .toList();
        return Listing.reply(members, query);
    }

    private static Stream<ObjectNode> member(Binding binding, String roleParameter) {
        return binding.member().stream().map(name -> {
            var user = Json.object();
            var metadata = user.putObject("metadata").put("name", name);
            metadata.putObject("annotations").put("iam.kubesphere.io/" + roleParameter, binding.roleName());
            user.putObject("spec").put("email", "");
            user.putObject("status");
            return user;
        });
    }

    private Reply workspaceMember(Exchange exchange, Map<String, String> in) {
        var name = in.get("member");
        var role = iam.workspaceBindingsOf(name).stream()
                .filter(binding -> binding.place().equals(in.get("workspace")))
                .map(Binding::roleName)
                .findFirst();
        if (role.isEmpty()) {
            return Reply.text(400, "user " + name + " is not a member");
        }
        return accounts.find(name)
                .map(account -> Reply.json(200, withRole(account, role.get())))
                .orElseGet(() -> user(name));
    }

    private static ObjectNode withRole(Account account, String role) {
        var user = account.object().deepCopy();
        user.withObjectProperty("metadata")
                .withObjectProperty("annotations")
                .put("iam.kubesphere.io/workspacerole", role);
        return user;
    }
}
