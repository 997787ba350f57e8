package io.kubesphere.ai.standalone.ksapiserver.login;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import org.jboss.logging.Logger;
import org.wildfly.security.password.PasswordFactory;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.BCryptPassword;
import org.wildfly.security.password.util.ModularCrypt;

/** Compares passwords with bcrypt hashes; slow by intention, so not for an event loop. */
final class Passwords {
    private static final Logger LOG = Logger.getLogger(Passwords.class);

    private final PasswordFactory bcrypt;

    Passwords() {
        try {
            this.bcrypt = PasswordFactory.getInstance(
                    BCryptPassword.ALGORITHM_BCRYPT, WildFlyElytronPasswordProvider.getInstance());
        } catch (NoSuchAlgorithmException notOnTheClasspath) {
            throw new IllegalStateException(notOnTheClasspath);
        }
    }

    boolean matches(String hash, String guess) {
        try {
            // 2b is what 2a has been called since a bug in one implementation was mended; both mean the same hash
            var password = ModularCrypt.decode(hash.replaceFirst("^\\$2b\\$", "\\$2a\\$"));
            return password instanceof BCryptPassword && bcrypt.verify(bcrypt.translate(password), guess.toCharArray());
        } catch (GeneralSecurityException | IllegalArgumentException noHash) {
            LOG.warnf("a user's spec.password is no bcrypt hash cause=%s", noHash.getMessage());
            return false;
        }
    }
}
