package io.kubesphere.ai.kernel.workload.agent;

import java.util.Optional;
import org.eclipse.jgit.errors.UnsupportedCredentialItem;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;

/** A login for one host and one connection: a repository that redirects elsewhere does not take it along. */
final class HostCredentials extends CredentialsProvider {
    private final URIish repository;
    private final Optional<CredentialsProvider> login;
    private boolean used;
    private boolean refused;

    HostCredentials(URIish repository, Optional<GitLogin> login) {
        this.repository = repository;
        this.login = login.map(known -> new UsernamePasswordCredentialsProvider(known.username(), known.password()));
    }

    /** The repository asked for a login although it had ours, or we have none for it. */
    boolean areRefused() {
        return refused;
    }

    @Override
    public boolean isInteractive() {
        return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
        return login.map(known -> known.supports(items)).orElse(true);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) throws UnsupportedCredentialItem {
        refused = used || login.isEmpty() || !isOurs(uri);
        used = true;
        return !refused && login.get().get(uri, items);
    }

    private boolean isOurs(URIish uri) {
        return repository.getHost().equalsIgnoreCase(uri.getHost())
                && repository.getScheme().equalsIgnoreCase(uri.getScheme())
                && repository.getPort() == uri.getPort();
    }
}
