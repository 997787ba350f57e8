package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.observability.LogLink;
import io.kubesphere.ai.observability.LogLink.Scope;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.engine.links.DiscoverLink;
import io.kubesphere.ai.observability.engine.links.ExploreLink;
import io.kubesphere.ai.observability.engine.links.LogLinkConfig;
import io.kubesphere.ai.observability.engine.links.Lucene;
import io.kubesphere.ai.observability.engine.links.TemplateLink;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.logstore.LogStore;
import io.kubesphere.ai.observability.engine.loki.LokiStore;
import io.kubesphere.ai.observability.engine.opensearch.OpenSearchStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes links to whatever tools are configured, after counting what each of them will show. */
@ApplicationScoped
class LogLinks {
    private static final LogNotice EDITABLE = new LogNotice(
            "ScopeIsAFilter",
            "Who follows this link can take the project's filter away there; what he may see then is for that tool to"
                    + " decide");

    private final LogLinkConfig config;
    private final Workspaces workspaces;

    LogLinks(LogLinkConfig config, Workspaces workspaces) {
        this.config = config;
        this.workspaces = workspaces;
    }

    /** The links for lines of a store; none for tools that do not read it. */
    List<LogLink> of(LogStore store, Place place, LineSelection what) {
        var names = new Names(
                place.project()
                        .flatMap(workspaces::workspaceOf)
                        .or(place::workspace)
                        .orElse(""),
                place.project().orElse(""));
        var links = new ArrayList<LogLink>();
        if (store instanceof OpenSearchStore search) {
            links.addAll(discover(search, names, what));
        }
        config.grafana().url().ifPresent(url -> grafana(url, store, names, what).ifPresent(links::add));
        config.kubesphere().url().ifPresent(url -> kubeSphere(new TemplateLink(url), store, names, what)
                .ifPresent(links::add));
        return List.copyOf(links);
    }

    private record Names(String workspace, String project) {
        String in(String view) {
            return view.replace("{workspace}", workspace).replace("{project}", project);
        }

        /** A view of a workspace shows its other projects, too. */
        Scope scope(String view) {
            return !project.isEmpty() && view.contains("{project}") ? Scope.Fixed : Scope.Filter;
        }
    }

    private List<LogLink> discover(OpenSearchStore store, Names names, LineSelection what) {
        var clauses = store.clauses(what);
        var filters = clauses.map(all -> all.subList(1, all.size()));
        var links = new ArrayList<LogLink>();
        if (filters.isEmpty() || what.isEmpty()) {
            return links;
        }
        config.kibana().url().ifPresent(url -> {
            var view = config.kibana().view();
            var address = new DiscoverLink(url, names.in(view), store.fields()).kibana(what.filter(), filters.get());
            links.add(link("Kibana", address, names.scope(view), counted(store, what)));
        });
        config.opensearchDashboards().url().ifPresent(url -> {
            var view = config.opensearchDashboards().view();
            var address = new DiscoverLink(url, names.in(view), store.fields())
                    .openSearchDashboards(what.filter(), filters.get());
            links.add(link("OpenSearch Dashboards", address, names.scope(view), counted(store, what)));
        });
        return links;
    }

    private Optional<LogLink> grafana(String url, LogStore store, Names names, LineSelection what) {
        if (what.isEmpty()) {
            return Optional.empty();
        }
        var view = config.grafana().view();
        var address = store instanceof LokiStore loki
                ? explore(url, names.in(view), "loki")
                        .of(what.filter(), loki.language().lines(what))
                : store instanceof OpenSearchStore search
                        ? explore(url, names.in(view), sourceType(search))
                                .of(what.filter(), new Lucene(search.fields(), search::keyword).of(what))
                        : "";
        return Optional.of(link("Grafana", address, names.scope(view), counted(store, what)))
                .filter(made -> !made.url().isEmpty());
    }

    private static ExploreLink explore(String url, String source, String type) {
        return new ExploreLink(url, source, type);
    }

    private String sourceType(OpenSearchStore store) {
        return config.grafana()
                .type()
                .orElse(store.name().equals("Elasticsearch") ? "elasticsearch" : "grafana-opensearch-datasource");
    }

    /** KubeSphere shows nobody what he may not see; but its page may understand less than was asked. */
    private Optional<LogLink> kubeSphere(TemplateLink template, LogStore store, Names names, LineSelection what) {
        if (names.project().isEmpty()) {
            return Optional.empty();
        }
        var shown = new LineSelection(what.projects(), template.told(what.filter()));
        var counted = counted(store, shown);
        var notices = new ArrayList<>(counted.notices());
        if (!shown.equals(what)) {
            notices.add(new LogNotice(
                    "ShowsMore", "KubeSphere's page is not told all of the question and shows more lines"));
        }
        return Optional.of(new LogLink(
                "KubeSphere",
                template.of(names.workspace(), names.project(), what.filter()),
                counted.hits(),
                Scope.Fixed,
                notices));
    }

    private record Counted(OptionalLong hits, List<LogNotice> notices) {}

    private static Counted counted(LogStore store, LineSelection what) {
        try {
            var count = store.count(what);
            return new Counted(OptionalLong.of(count.lines()), count.notices());
        } catch (Problem away) {
            return new Counted(
                    OptionalLong.empty(),
                    List.of(new LogNotice("NotCounted", "Lines were not counted: " + away.getMessage())));
        }
    }

    private static LogLink link(String tool, String address, Scope scope, Counted counted) {
        var notices = new ArrayList<>(counted.notices());
        if (scope == Scope.Filter) {
            notices.add(EDITABLE);
        }
        return new LogLink(tool, address, counted.hits(), scope, notices);
    }
}
